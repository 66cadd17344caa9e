import { expect, test } from "vitest";

import * as format from "./format";

const spanish = { locale: "es-MX", timeZone: "America/Mexico_City" };

test("given wire decimals, money, litres and prices are written to the last digit", () => {
  expect(format.money("1234.50")).toBe("$1,234.50");
  expect(format.money("-50.00")).toBe("−$50.00");
  expect(format.money("9007199254740993.01")).toBe("$9,007,199,254,740,993.01");
  expect(format.litres("21.276")).toBe("21.276 L");
  expect(format.price("23.99")).toBe("$23.99/L");
  expect(format.priceParts("23.9")).toEqual({ whole: "23", decimals: "90" });
});

test("given an instant, it is shown in the station's zone", () => {
  expect(format.dateTime("2026-11-25T00:05:00Z", spanish)).toBe("24 nov 2026, 18:05");
  expect(format.dateTime("2026-11-25T00:05:00Z", { locale: "en", timeZone: "America/Hermosillo" })).toBe(
    "24 Nov 2026, 17:05",
  );
  expect(format.zoneName(spanish)).toBe("hora de Ciudad de México");
});

test("given midnight, the hour is 00 and not 24", () => {
  expect(format.time("2026-11-24T06:00:00Z", spanish)).toBe("00:00");
});

test("given raffle numbers and short codes, they are grouped for reading out", () => {
  expect(format.ticketNumber(123)).toBe("000 123");
  expect(format.ticketNumber(1_234_567)).toBe("1 234 567");
  expect(format.shortCode("ABCD1234EFGH")).toBe("ABCD 1234 EFGH");
});

test("given metres, the distance has the unit a driver would say", () => {
  expect(format.distance(12)).toBe("10 m");
  expect(format.distance(997)).toBe("1.0 km");
  expect(format.distance(12_345)).toBe("12 km");
});

test("given an age, it is a whole number of minutes, hours or days", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  expect(format.age("2026-11-24T11:48:00Z", now, "es-MX")).toBe("hace 12 min");
  expect(format.age("2026-11-23T12:00:00Z", now, "es-MX")).toBe("hace 24 h");
  expect(format.age("2026-11-20T12:00:00Z", now, "en")).toBe("4 days ago");
  expect(format.age("2026-11-24T12:00:10Z", now, "es-MX")).toBe("hace un momento");
});

test("given a deadline, the time left never runs below zero", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  expect(format.timeLeft("2026-11-25T13:01:02Z", now)).toEqual({
    days: 1,
    hours: 1,
    minutes: 1,
    seconds: 2,
    over: false,
  });
  expect(format.timeLeft("2026-11-24T11:00:00Z", now).over).toBe(true);
});
