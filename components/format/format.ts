/** The only place that turns wire values into text for people. Decimal strings in, text out; no value passes through a float. */
export type Decimal = string;

/** Groups the whole digits of a decimal string by threes and keeps its decimals as they are. */
function grouped(decimal: Decimal): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(decimal);
  if (!match) return decimal;
  const [, sign = "", whole = "", rest = ""] = match;
  return `${sign === "-" ? "−" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest}`;
}

/** `"1234.50"` → `$1,234.50`; always Mexican pesos. */
export function money(pesos: Decimal): string {
  const text = grouped(pesos);
  return text.startsWith("−") ? `−$${text.slice(1)}` : `$${text}`;
}

/** `"21.276"` → `21.276 L`. */
export const litres = (volume: Decimal): string => `${grouped(volume)} L`;

/** `"23.99"` → `$23.99/L`. */
export const price = (pesosPerLitre: Decimal): string => `${money(pesosPerLitre)}/L`;

/** The two parts of a price for the totem: `{ whole: "23", decimals: "99" }`. */
export function priceParts(pesosPerLitre: Decimal): { whole: string; decimals: string } {
  const [whole = "", decimals = "00"] = pesosPerLitre.split(".");
  return { whole: grouped(whole), decimals: decimals.padEnd(2, "0") };
}

export const count = (n: number): string => grouped(String(Math.trunc(n)));

/** Metres as `850 m` below a kilometre, `3.4 km` above. */
export function distance(metres: number): string {
  if (metres < 995) return `${Math.round(metres / 10) * 10} m`;
  const kilometres = metres / 1000;
  return kilometres < 10 ? `${kilometres.toFixed(1)} km` : `${count(Math.round(kilometres))} km`;
}

/** A raffle number in groups of three, at least six digits: 123 → `000 123`. */
export const ticketNumber = (n: number): string =>
  String(n)
    .padStart(6, "0")
    .replace(/\B(?=(\d{3})+$)/g, " ");

/** Twelve characters as three groups of four, easier to read out and type. */
export const shortCode = (code: string): string => code.replace(/-/g, "").replace(/(.{4})(?=.)/g, "$1 ");

type Moment = string | Date;
export type DateOptions = { locale: string; timeZone: string };

const partsOf = (at: Moment, { locale, timeZone }: DateOptions, options: Intl.DateTimeFormatOptions) => {
  const language = locale.startsWith("es") ? "es-MX" : "en-GB";
  const parts = new Intl.DateTimeFormat(language, { timeZone, hourCycle: "h23", ...options }).formatToParts(
    new Date(at),
  );
  return (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value.replace(".", "") ?? "";
};

/** `24 nov 2026`; put together from parts, so that server and browser agree to the letter. */
export function date(at: Moment, options: DateOptions): string {
  const part = partsOf(at, options, { day: "numeric", month: "short", year: "numeric" });
  return `${part("day")} ${part("month")} ${part("year")}`;
}

/** `18:05`. */
export function time(at: Moment, options: DateOptions): string {
  const part = partsOf(at, options, { hour: "2-digit", minute: "2-digit" });
  return `${part("hour")}:${part("minute")}`;
}

/** `24 nov 2026, 18:05`. */
export const dateTime = (at: Moment, options: DateOptions): string => `${date(at, options)}, ${time(at, options)}`;

/** The zone by its place, for where an hour could surprise: `America/Hermosillo` → `hora de Hermosillo`. */
export function zoneName({ locale, timeZone }: DateOptions): string {
  const place = (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
  const spanish: Record<string, string> = {
    "Mexico City": "Ciudad de México",
    Mazatlan: "Mazatlán",
    Cancun: "Cancún",
    Merida: "Mérida",
  };
  return locale.startsWith("es") ? `hora de ${spanish[place] ?? place}` : `${place} time`;
}

/** How old something is: `hace 12 min`. For freshness only; dates of record are written out. */
export function age(at: Moment, now: Date, locale: string): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(at).getTime()) / 60_000));
  const spanish = locale.startsWith("es");
  if (minutes < 1) return spanish ? "hace un momento" : "just now";
  const [n, unit] =
    minutes < 60
      ? [minutes, "min"]
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), "h"]
        : [Math.floor(minutes / 1440), "d"];
  const word = unit === "d" ? (spanish ? "días" : "days") : unit;
  return spanish ? `hace ${n} ${word}` : `${n} ${word} ago`;
}

/** Time left as days, hours, minutes and seconds, never negative. */
export function timeLeft(
  until: Moment,
  now: Date,
): { days: number; hours: number; minutes: number; seconds: number; over: boolean } {
  const seconds = Math.max(0, Math.floor((new Date(until).getTime() - now.getTime()) / 1000));
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor((seconds % 86_400) / 3600),
    minutes: Math.floor((seconds % 3600) / 60),
    seconds: seconds % 60,
    over: seconds === 0,
  };
}
