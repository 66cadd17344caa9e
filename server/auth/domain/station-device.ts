import type { Id } from "@/server/kernel/id";

/** How long the code of a pairing can be scanned or typed. */
export const PAIRING_MS = 5 * 60_000;
/** Nobody touches the screen for so long: it locks. */
export const IDLE_MS = 2 * 60_000;
/** A screen in use tells the server at most this often. */
export const TOLD_EVERY_MS = 30_000;
const LONGEST_SHIFT_MS = 12 * 3_600_000;

/** A device that the attendants of one station share. */
export type StationDevice = {
  readonly id: Id<"stationDevice">;
  readonly stationId: Id<"station">;
  readonly name: string;
  readonly pairingExpiresAt: Date;
  readonly pairedAt: Date | null;
  readonly revokedAt: Date | null;
};

export type DeviceState = "OFFERED" | "LAPSED" | "PAIRED" | "REVOKED";

/** A code that nobody used in time has lapsed: it can only be taken off the list. */
export function stateOf(device: StationDevice, now: Date): DeviceState {
  if (device.revokedAt !== null) return "REVOKED";
  if (device.pairedAt !== null) return "PAIRED";
  return now < device.pairingExpiresAt ? "OFFERED" : "LAPSED";
}

/** A PIN opens little time: what is not used ends soon after the screen has locked, and no shift is longer than twelve hours. */
export const sessionEndOnDevice = (openedAt: Date, now: Date): Date =>
  new Date(Math.min(now.getTime() + IDLE_MS + TOLD_EVERY_MS, openedAt.getTime() + LONGEST_SHIFT_MS));

export type IdleVerdict = "lock" | "tell" | "stay";

type Screen = { readonly touchedAt: number; readonly toldAt: number };

/** What a paired screen does at this moment, in milliseconds since 1970: lock, tell the server it is in use, or nothing. */
export function judgeIdle({ touchedAt, toldAt }: Screen, now: number): IdleVerdict {
  if (now - touchedAt >= IDLE_MS) return "lock";
  return touchedAt > toldAt && now - toldAt >= TOLD_EVERY_MS ? "tell" : "stay";
}

type Assignment = { readonly stationId: Id<"station">; readonly validFrom: Date; readonly validTo: Date | null };

/** Whether one of the assignments is at this station and holds now. */
export const worksAt = (assignments: readonly Assignment[], stationId: Id<"station">, now: Date): boolean =>
  assignments.some(
    (one) => one.stationId === stationId && one.validFrom <= now && (one.validTo === null || now < one.validTo),
  );
