import { tz } from "@date-fns/tz";
import { addDays, isValid, startOfDay } from "date-fns";

import { MEXICO_CITY } from "@/server/kernel/time";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function beginOf(day: string | null, add: number): string | undefined {
  if (day === null || !DAY.test(day)) return undefined;
  const noon = new Date(`${day}T12:00:00Z`);
  if (!isValid(noon)) return undefined;
  return new Date(startOfDay(addDays(noon, add, { in: tz(MEXICO_CITY) })).getTime()).toISOString();
}

/** Days as chosen in a filter, both included, as instants of Mexico City's days. */
export function daySpan(from: string | null, to: string | null): { from?: string; to?: string } {
  const [begin, end] = [beginOf(from, 0), beginOf(to, 1)];
  return { ...(begin !== undefined && { from: begin }), ...(end !== undefined && { to: end }) };
}
