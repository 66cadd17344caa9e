import { TZDate, tz } from "@date-fns/tz";
import { format, isValid } from "date-fns";

import { MEXICO_CITY } from "@/server/kernel/time";

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;

/** What a date and time field says by the clock of a zone, as an instant, wherever the browser stands. */
export function instantAt(text: string, zone: string): string | undefined {
  const parts = LOCAL.exec(text)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const at = new TZDate(year, month - 1, day, hour, minute, second, zone);
  // A day such as the 31st of February rolls over; that is no answer to what was typed.
  if (!isValid(at) || at.getDate() !== day || at.getMonth() !== month - 1) return undefined;
  return new Date(at.getTime()).toISOString();
}

/** The same by Mexico City's clock. */
export const instantOfLocal = (text: string): string | undefined => instantAt(text, MEXICO_CITY);

/** The other way round, for a field: `2026-12-01T18:00`. */
export const localOfInstant = (instant: string): string =>
  format(instant, "yyyy-MM-dd'T'HH:mm", { in: tz(MEXICO_CITY) });
