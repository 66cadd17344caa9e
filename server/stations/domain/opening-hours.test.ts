import { describe, expect, test } from "vitest";

import { isOpenAt, type DayHours } from "./opening-hours";

const zone = "America/Mexico_City";
const open = (hours: readonly DayHours[], at: string, timeZone = zone) =>
  isOpenAt({ timeZone, isOpenAllDay: false, hours }, new Date(at));

describe("opening hours", () => {
  test("a station that never closes is open at any instant", () => {
    expect(isOpenAt({ timeZone: zone, isOpenAllDay: true, hours: [] }, new Date("2026-11-24T09:59:59Z"))).toBe(true);
  });

  test("hours that nobody told us are unknown, not closed", () => {
    expect(open([], "2026-11-24T12:00:00Z")).toBeUndefined();
  });

  test("the opening minute counts, the closing minute does not", () => {
    const tuesday = [{ weekday: 2, opensAt: "06:00", closesAt: "22:00" }];
    expect(open(tuesday, "2026-11-24T11:59:59Z")).toBe(false);
    expect(open(tuesday, "2026-11-24T12:00:00Z")).toBe(true);
    expect(open(tuesday, "2026-11-25T03:59:59Z")).toBe(true);
    expect(open(tuesday, "2026-11-25T04:00:00Z")).toBe(false);
  });

  test("a night shift of Sunday ends on Monday morning", () => {
    const sundayNight = [{ weekday: 7, opensAt: "22:00", closesAt: "06:00" }];
    expect(open(sundayNight, "2026-11-23T05:00:00Z")).toBe(true);
    expect(open(sundayNight, "2026-11-23T11:59:00Z")).toBe(true);
    expect(open(sundayNight, "2026-11-23T12:00:00Z")).toBe(false);
    expect(open(sundayNight, "2026-11-22T11:00:00Z")).toBe(false);
  });

  test("equal times are a whole day", () => {
    const monday = [{ weekday: 1, opensAt: "00:00", closesAt: "00:00" }];
    expect(open(monday, "2026-11-23T06:00:00Z")).toBe(true);
    expect(open(monday, "2026-11-24T05:59:00Z")).toBe(true);
    expect(open(monday, "2026-11-24T06:00:00Z")).toBe(false);
  });

  test("the same hours mean another instant in Tijuana, in winter and in summer", () => {
    const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: "06:00", closesAt: "22:00" }));
    expect(open(everyDay, "2026-11-24T13:30:00Z", "America/Tijuana")).toBe(false);
    expect(open(everyDay, "2026-11-24T14:00:00Z", "America/Tijuana")).toBe(true);
    expect(open(everyDay, "2026-07-24T13:00:00Z", "America/Tijuana")).toBe(true);
  });
});
