import { expect, test } from "vitest";

import { asId } from "@/server/kernel/id";

import { judgeIdle, type StationDevice, sessionEndOnDevice, stateOf, worksAt } from "./station-device";

const at = (clock: string): Date => new Date(`2026-11-24T${clock}Z`);
const stationId = asId("station", "0199a000-0000-7000-8000-000000000001");
const elsewhere = asId("station", "0199a000-0000-7000-8000-000000000002");

const device = (change: Partial<StationDevice>): StationDevice => ({
  id: asId("stationDevice", "0199a000-0000-7000-8000-000000000003"),
  stationId,
  name: "Isla 1",
  pairingExpiresAt: at("10:05:00"),
  pairedAt: null,
  revokedAt: null,
  ...change,
});

test.each([
  [{}, "10:04:59", "OFFERED"],
  [{}, "10:05:00", "LAPSED"],
  [{ pairedAt: at("10:01:00") }, "10:30:00", "PAIRED"],
  [{ pairedAt: at("10:01:00"), revokedAt: at("10:02:00") }, "10:30:00", "REVOKED"],
  [{ revokedAt: at("10:02:00") }, "10:03:00", "REVOKED"],
] as const)("given %o at %s, a device is %s", (change, clock, state) => {
  expect(stateOf(device(change), at(clock))).toBe(state);
});

test("a session on a device outlives its last use by little, and never the twelfth hour", () => {
  expect(sessionEndOnDevice(at("06:00:00"), at("10:00:00"))).toEqual(at("10:02:30"));
  expect(sessionEndOnDevice(at("06:00:00"), at("17:59:00"))).toEqual(at("18:00:00"));
});

test.each([
  [119_999, 0, "tell"],
  [120_000, 0, "lock"],
  [5_000, 29_999, "stay"],
  [5_000, 30_000, "tell"],
  [40_000, 30_000, "stay"],
] as const)("given a touch %i ms and word to the server %i ms ago, the screen answers", (touched, told, verdict) => {
  const now = 1_000_000;
  const toldAt = verdict === "tell" && told === 0 ? now - 200_000 : now - told;
  expect(judgeIdle({ touchedAt: now - touched, toldAt }, now)).toBe(verdict);
});

test("somebody works where an assignment holds at that instant", () => {
  const assignment = { stationId, validFrom: at("06:00:00"), validTo: at("14:00:00") };
  expect(worksAt([assignment], stationId, at("06:00:00"))).toBe(true);
  expect(worksAt([assignment], stationId, at("14:00:00"))).toBe(false);
  expect(worksAt([assignment], stationId, at("05:59:59"))).toBe(false);
  expect(worksAt([assignment], elsewhere, at("10:00:00"))).toBe(false);
  expect(worksAt([{ ...assignment, validTo: null }], stationId, at("23:00:00"))).toBe(true);
});
