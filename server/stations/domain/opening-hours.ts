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

/** What clock and calendar of a zone say at an instant. */
export type WeekTime = { readonly weekday: number; readonly time: string };

export function weekTimeIn(timeZone: string, at: Date): WeekTime {
  const [weekday, time = ""] = format(at, "i HH:mm", { in: tz(timeZone) }).split(" ");
  return { weekday: Number(weekday), time };
}

/** Undefined where nobody ever told us the hours: most stations of the regulator's feed. */
export function isOpenAt(schedule: Schedule, at: Date): boolean | undefined {
  return isOpenOn(schedule, () => weekTimeIn(schedule.timeZone, at));
}

/** `isOpenAt` for many stations at one instant: the local time is asked for only where it matters. */
export function isOpenOn(
  { isOpenAllDay, hours }: Omit<Schedule, "timeZone">,
  now: () => WeekTime,
): boolean | undefined {
  if (isOpenAllDay) return true;
  if (hours.length === 0) return undefined;
  const { weekday, time } = now();
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return hours.some((day) => {
    const isOvernight = day.closesAt <= day.opensAt;
    if (!isOvernight) return day.weekday === weekday && day.opensAt <= time && time < day.closesAt;
    return (day.weekday === weekday && day.opensAt <= time) || (day.weekday === yesterday && time < day.closesAt);
  });
}
