import * as format from "./format";

const MEXICO_CITY = "America/Mexico_City";

/** Formats bound to a language. Instants are shown in the given zone, else in Mexico City's. */
export const boundFormat = (locale: string) => ({
  money: format.money,
  litres: format.litres,
  price: format.price,
  priceParts: format.priceParts,
  count: format.count,
  distance: format.distance,
  ticketNumber: format.ticketNumber,
  shortCode: format.shortCode,
  date: (at: string | Date, timeZone: string = MEXICO_CITY) => format.date(at, { locale, timeZone }),
  time: (at: string | Date, timeZone: string = MEXICO_CITY) => format.time(at, { locale, timeZone }),
  dateTime: (at: string | Date, timeZone: string = MEXICO_CITY) => format.dateTime(at, { locale, timeZone }),
  zone: (timeZone: string = MEXICO_CITY) => format.zoneName({ locale, timeZone }),
  age: (at: string | Date, now: Date) => format.age(at, now, locale),
});

export type Format = ReturnType<typeof boundFormat>;
