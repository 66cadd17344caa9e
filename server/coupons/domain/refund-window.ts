import { addDays, getDay, getDate, getMonth, getYear } from "date-fns";

import { endOfLocalDay, localDay, MEXICO_CITY } from "@/server/kernel/time";

const BUSINESS_DAYS = 5;

type Day = { readonly year: number; readonly month: number; readonly day: number; readonly weekday: number };

const MONDAY = 1;

const isFixed = ({ month, day }: Day): boolean =>
  (month === 1 && day === 1) ||
  (month === 5 && day === 1) ||
  (month === 9 && day === 16) ||
  (month === 12 && day === 25);

/** First Monday of February, third of March, third of November. */
const isMovable = ({ month, day, weekday }: Day): boolean => {
  if (weekday !== MONDAY) return false;
  const nth = Math.ceil(day / 7);
  return (month === 2 && nth === 1) || ((month === 3 || month === 11) && nth === 3);
};

/** 1 October of every sixth year: the federal executive takes office. */
const isHandover = ({ year, month, day }: Day): boolean => (year - 2024) % 6 === 0 && month === 10 && day === 1;

/** The statutory rest days of article 74 of the federal labour law (election days are named by law when they come). */
export const isRestDay = (day: Day): boolean => isFixed(day) || isMovable(day) || isHandover(day);

function dayOf(text: string, plus: number): Day {
  const at = addDays(new Date(`${text}T12:00:00`), plus);
  return { year: getYear(at), month: getMonth(at) + 1, day: getDate(at), weekday: getDay(at) };
}

const isBusinessDay = (day: Day): boolean => day.weekday !== 0 && day.weekday !== 6 && !isRestDay(day);

/**
 * The exclusive instant until which the owner may give a coupon back: the end of the fifth business day after that of
 * the purchase, in Mexico City (domain words, "Coupons").
 */
export function refundableUntil(boughtAt: Date): Date {
  const bought = localDay(boughtAt, MEXICO_CITY);
  let days = 0;
  for (let counted = 0; counted < BUSINESS_DAYS;) {
    days += 1;
    if (isBusinessDay(dayOf(bought, days))) counted += 1;
  }
  return endOfLocalDay(boughtAt, days, MEXICO_CITY);
}
