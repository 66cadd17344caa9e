import { tz } from "@date-fns/tz";
import { addDays, format, startOfDay, startOfISOWeek } from "date-fns";

export const MEXICO_CITY = "America/Mexico_City";

/** `2026-11-24`: the calendar day of an instant in a zone. */
export const localDay = (at: Date, zone: string): string => format(at, "yyyy-MM-dd", { in: tz(zone) });

/** 0 to 23: the hour of an instant on a zone's clock. */
export const localHour = (at: Date, zone: string): number => Number(format(at, "H", { in: tz(zone) }));

/** The exclusive instant that ends the nth local day from `at`'s own (n = 0 ends today). */
export const endOfLocalDay = (at: Date, days: number, zone: string): Date =>
  new Date(startOfDay(addDays(at, days + 1, { in: tz(zone) }), { in: tz(zone) }).getTime());

/** The instant at which the local day of `at` begins. */
export const startOfLocalDay = (at: Date, zone: string): Date => endOfLocalDay(at, -1, zone);

/** `2026-11-23`: the Monday of the calendar week of an instant in a zone. */
export const localWeek = (at: Date, zone: string): string => format(startOfISOWeek(at, { in: tz(zone) }), "yyyy-MM-dd");

/** RFC 3339 in UTC with `Z`, whole milliseconds: the only form on the wire. */
export const instant = (at: Date): string => at.toISOString();
