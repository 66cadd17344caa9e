import type { Fuel } from "@/server/kernel/fuel";

/** What a phone keeps of one coupon so that its code opens without a network. Nothing of it names a person. */
export type KeptCode = {
  readonly id: string;
  /** Changes with the code, so that a picture is fetched once. */
  readonly mark: string;
  readonly svg: string;
  readonly shortCode: string;
  readonly balance: string;
  readonly fuelType: Fuel;
  /** Null: every station of the network. */
  readonly stationName: string | null;
  readonly validUntil: string | null;
  /** When the server said so. */
  readonly asOf: string;
  readonly locale: string;
};

/** A code as a page knows it; the picture comes from the served file. */
export type ShownCode = Omit<KeptCode, "svg" | "asOf" | "locale">;

/** From a page to the worker. `isWhole`: every other kept code of this person is gone or spent. */
export type OfflineMessage =
  | {
      readonly kind: "keep";
      readonly person: string;
      readonly asOf: string;
      readonly locale: string;
      readonly codes: readonly ShownCode[];
      readonly isWhole: boolean;
    }
  | { readonly kind: "drop"; readonly person: string; readonly id: string }
  | { readonly kind: "forget" };

export const WORKER_PATH = "/offline-worker.js";

const PREFIX = "jsm.codes.";

/** One store a person, so that nobody's codes can be shown to somebody else on the same phone. */
export const storeOf = (person: string): string => `${PREFIX}${person}`;
export const isStore = (name: string): boolean => name.startsWith(PREFIX);

export const MOST_KEPT = 10;
/** As long as a session may sleep: afterwards the person has to sign in again anyway. */
const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;
const STALE_MS = DAY_MS;

/** Whether it may still be shown: not older than a session, and the coupon has not run out. */
export function isShowable({ asOf, validUntil }: Pick<KeptCode, "asOf" | "validUntil">, now: Date): boolean {
  const isYoung = now.getTime() - new Date(asOf).getTime() < KEPT_DAYS * DAY_MS;
  return isYoung && (validUntil === null || now < new Date(validUntil));
}

/** Old enough that the balance may well have changed. */
export const isStale = ({ asOf }: Pick<KeptCode, "asOf">, now: Date): boolean =>
  now.getTime() - new Date(asOf).getTime() >= STALE_MS;
