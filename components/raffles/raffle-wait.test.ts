import { expect, test } from "vitest";

import { waitOf } from "./raffle-wait";

const dates = {
  startDate: "2026-11-24T06:00:00.000Z",
  endDate: "2026-12-01T06:00:00.000Z",
  drawDate: "2026-12-02T06:00:00.000Z",
};
const at = (status: Parameters<typeof waitOf>[0]["status"], now: string) =>
  waitOf({ ...dates, status }, new Date(now)).key;

test("given a draft, it waits for a person", () => {
  expect(at("DRAFT", "2026-11-25T00:00:00Z")).toBe("publish");
});

test("given an instant ahead, it waits for it; once it has passed, for the jobs", () => {
  expect(at("PUBLISHED", "2026-11-24T05:59:59Z")).toBe("opens");
  expect(at("OPEN", "2026-11-30T00:00:00Z")).toBe("closes");
  expect(at("OPEN", "2026-12-01T06:00:00Z")).toBe("closesNow");
  expect(at("FROZEN", "2026-12-02T06:00:01Z")).toBe("drawsNow");
});

test("given an end, there is nothing to wait for but claims", () => {
  expect(at("DRAWN", "2026-12-03T00:00:00Z")).toBe("claims");
  for (const status of ["SETTLED", "CANCELLED", "VOID"] as const)
    expect(at(status, "2026-12-03T00:00:00Z")).toBe("nothing");
});
