import { tz } from "@date-fns/tz";
import { format } from "date-fns";

/** One opening of a week in the station's local time; `closesAt` not after `opensAt` ends on the next day. */
export type DayHours = {
  /** ISO weekday, 1 = Monday. */
  readonly weekday: number;
  /** `HH:MM`, 00:00 to 23:59. */
  readonly opensAt: string;
  readonly closesAt: string;
};

export type Schedule = {
  readonly timeZone: string;
  readonly isOpenAllDay: boolean;
  readonly hours: readonly DayHours[];
};

/** Undefined where nobody ever told us the hours: most stations of the regulator's feed. */
export function isOpenAt({ timeZone, isOpenAllDay, hours }: Schedule, at: Date): boolean | undefined {
  if (isOpenAllDay) return true;
  if (hours.length === 0) return undefined;
  const weekday = Number(format(at, "i", { in: tz(timeZone) }));
  const time = format(at, "HH:mm", { in: tz(timeZone) });
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return hours.some((day) => {
    const isOvernight = day.closesAt <= day.opensAt;
    if (!isOvernight) return day.weekday === weekday && day.opensAt <= time && time < day.closesAt;
    return (day.weekday === weekday && day.opensAt <= time) || (day.weekday === yesterday && time < day.closesAt);
  });
}
