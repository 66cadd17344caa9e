import { TZDate } from "@date-fns/tz";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type DayHours, isOpenAt } from "./opening-hours";

// Every zone of the law of 2022, and the days on which the border towns' clocks change.
const ZONES = [
  "America/Tijuana",
  "America/Hermosillo",
  "America/Mazatlan",
  "America/Bahia_Banderas",
  "America/Chihuahua",
  "America/Ciudad_Juarez",
  "America/Ojinaga",
  "America/Mexico_City",
  "America/Matamoros",
  "America/Cancun",
] as const;
const SWITCHES = ["2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"] as const;
const HOUR = 3_600_000;

const two = (n: number): string => String(n).padStart(2, "0");
const time = fc.integer({ min: 0, max: 1439 }).map((minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
const day = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), opensAt: time, closesAt: time });
const week = fc.uniqueArray(day, {
  selector: ({ weekday, opensAt }) => `${weekday} ${opensAt}`,
  minLength: 1,
  maxLength: 14,
});
const around = fc
  .tuple(fc.constantFrom(...SWITCHES), fc.integer({ min: -48 * HOUR, max: 72 * HOUR }))
  .map(([date, away]) => new Date(Date.parse(`${date}T00:00:00Z`) + away));
const anyTime = fc.date({ min: new Date("2026-01-01"), max: new Date("2028-01-01"), noInvalidDate: true });
const instant = fc.oneof(around, anyTime);
const zone = fc.constantFrom(...ZONES);

/** Minutes of the week since Monday 00:00 on the wall clock: another way to say the same than the product's. */
function minuteOfWeek(at: Date, timeZone: string): number {
  const local = new TZDate(at.getTime(), timeZone);
  return ((local.getDay() + 6) % 7) * 1440 + local.getHours() * 60 + local.getMinutes();
}

const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const WEEK = 7 * 1440;

function covers({ weekday, opensAt, closesAt }: DayHours, minute: number): boolean {
  const opens = (weekday - 1) * 1440 + minutes(opensAt);
  const length = (minutes(closesAt) - minutes(opensAt) + 1440) % 1440 || 1440;
  return (minute - opens + WEEK) % WEEK < length;
}

describe("opening hours, in every zone and around every switch", () => {
  test("are what the clock on the station's wall says", () => {
    fc.assert(
      fc.property(week, zone, instant, (hours, timeZone, at) => {
        const minute = minuteOfWeek(at, timeZone);
        const expected = hours.some((one) => covers(one, minute));
        expect(isOpenAt({ timeZone, isOpenAllDay: false, hours }, at)).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
  });

  test("of one opening and of the rest of the week never hold at once, and one of them always does", () => {
    fc.assert(
      fc.property(day, zone, instant, ({ weekday, opensAt, closesAt }, timeZone, at) => {
        const everyDay = (from: string, to: string) =>
          [1, 2, 3, 4, 5, 6, 7].map((one) => ({ weekday: one, opensAt: from, closesAt: to }));
        fc.pre(weekday > 0 && opensAt !== closesAt);
        const isOpen = (hours: readonly DayHours[]) => isOpenAt({ timeZone, isOpenAllDay: false, hours }, at);
        expect(isOpen(everyDay(opensAt, closesAt))).toBe(!isOpen(everyDay(closesAt, opensAt)));
      }),
      { numRuns: 1_000 },
    );
  });

  test("change with the clock in Ciudad Juárez and not across the state in Chihuahua", () => {
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: "06:00", closesAt: "22:00" }));
    const isOpen = (timeZone: string, at: string) => isOpenAt({ timeZone, isOpenAllDay: false, hours }, new Date(at));
    for (const [at, juarez, chihuahua] of [
      ["2026-10-31T12:00:00Z", true, true],
      ["2026-11-01T12:30:00Z", false, true],
      ["2026-11-01T13:00:00Z", true, true],
      ["2026-03-07T12:30:00Z", false, true],
      ["2026-03-08T12:00:00Z", true, true],
    ] as const)
      expect([isOpen("America/Ciudad_Juarez", at), isOpen("America/Chihuahua", at)]).toEqual([juarez, chihuahua]);
  });
});
