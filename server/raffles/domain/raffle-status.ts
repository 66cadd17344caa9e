/** Which change a raffle may take, and when time asks for it (domain page, "Raffles"). */
import type { Refusal, RefusalDetail } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import type { RaffleStatus } from "./raffle-words";
import { type EarningWindow, isOpenAt } from "./tickets";

const from = {
  update: ["DRAFT"],
  publish: ["DRAFT"],
  open: ["PUBLISHED"],
  freeze: ["OPEN"],
  draw: ["FROZEN"],
  void: ["FROZEN"],
  cancel: ["DRAFT", "PUBLISHED", "OPEN"],
} as const satisfies Record<string, readonly RaffleStatus[]>;

export type RaffleAction = keyof typeof from;

export const canRaffle = (action: RaffleAction, raffle: { readonly status: RaffleStatus }): boolean =>
  (from[action] as readonly RaffleStatus[]).includes(raffle.status);

export type RaffleDates = {
  readonly status: RaffleStatus;
  readonly startsAt: Date;
  readonly closesAt: Date;
  readonly drawAt: Date;
  readonly noticeSeconds: number;
};

export type Timing = {
  /** The shortest notice between commitment and round, in seconds. */
  readonly leastNoticeSeconds: number;
  /** What must lie between the close, the notice and the draw, in seconds. */
  readonly marginSeconds: number;
};

export const timingOf = {
  live: { leastNoticeSeconds: 3600, marginSeconds: 900 },
  demo: { leastNoticeSeconds: 5, marginSeconds: 5 },
} as const satisfies Record<string, Timing>;

export const longestNoticeSeconds = 30 * 86_400;
/** How long a frozen raffle waits for its round before it is void. */
export const beaconPatienceMs = 30 * 86_400_000;

const stateConflict = (status: RaffleStatus): Refusal => ({
  kind: "STATE_CONFLICT",
  details: [{ path: "status", message: status }],
});

/** STATE_CONFLICT with the status it is in, unless the action is allowed. */
export const mayRaffle = (action: RaffleAction, raffle: { readonly status: RaffleStatus }): Result<null, Refusal> =>
  canRaffle(action, raffle) ? ok(null) : refuse(stateConflict(raffle.status));

export type RaffleTerms = RaffleDates & {
  readonly permitNumber: string;
  readonly territory: string;
  readonly prizes: readonly { readonly declaredValueCentavos: number; readonly quantity: number }[];
};

/** Everything that is wrong with the dates; empty when nothing is. */
export function dateFaults(dates: Omit<RaffleDates, "status">, timing: Timing): RefusalDetail[] {
  const faults: RefusalDetail[] = [];
  const { startsAt, closesAt, drawAt, noticeSeconds } = dates;
  if (startsAt >= closesAt) faults.push({ path: "endDate", message: "must be after startDate" });
  if (noticeSeconds < timing.leastNoticeSeconds) {
    faults.push({ path: "noticeSeconds", message: `must be at least ${timing.leastNoticeSeconds}` });
  }
  if (noticeSeconds > longestNoticeSeconds) {
    faults.push({ path: "noticeSeconds", message: `must be at most ${longestNoticeSeconds}` });
  }
  const earliest = closesAt.getTime() + (noticeSeconds + timing.marginSeconds) * 1000;
  if (drawAt.getTime() < earliest) {
    faults.push({ path: "drawDate", message: `must not be before ${new Date(earliest).toISOString()}` });
  }
  return faults;
}

/** Publishing fixes the rules for ever, so everything that makes them must be there. */
export function decidePublish(raffle: RaffleTerms, now: Date, timing: Timing): Result<null, Refusal> {
  const may = mayRaffle("publish", raffle);
  if (!may.ok) return may;
  const details = dateFaults(raffle, timing);
  if (raffle.closesAt <= now) details.push({ path: "endDate", message: "must be in the future" });
  if (raffle.permitNumber.trim() === "") details.push({ path: "permitNumber", message: "is missing" });
  if (raffle.territory.trim() === "") details.push({ path: "territory", message: "is missing" });
  if (raffle.prizes.length === 0) details.push({ path: "prizes", message: "is empty" });
  if (raffle.prizes.some((prize) => prize.declaredValueCentavos <= 0)) {
    details.push({ path: "prizes", message: "must declare a value" });
  }
  return details.length === 0 ? ok(null) : refuse({ kind: "VALIDATION_ERROR", details } satisfies Refusal);
}

export type DueStep = "open" | "freeze" | "draw";

export type RaffleProgress = Pick<RaffleDates, "status" | "startsAt" | "closesAt"> & {
  /** When the round of the commitment is published; null before the freeze is complete. */
  readonly roundAt: Date | null;
};

/** The transition time asks for now, if any. */
export function dueStep(raffle: RaffleProgress, now: Date): DueStep | null {
  if (raffle.status === "PUBLISHED" && now >= raffle.startsAt) return "open";
  if (raffle.status === "OPEN" && now >= raffle.closesAt) return "freeze";
  if (raffle.status === "FROZEN" && raffle.roundAt !== null && now >= raffle.roundAt) return "draw";
  return null;
}

/** STATE_CONFLICT while it is too early; `since` is the instant from which the action is due. */
export const notBefore = (since: Date, now: Date): Result<null, Refusal> =>
  now >= since
    ? ok(null)
    : refuse({
        kind: "STATE_CONFLICT",
        details: [{ path: "notBefore", message: since.toISOString() }],
      } satisfies Refusal);

export type VoidReason = "EMPTY_LOG" | "BEACON_DEAD";

/** The only two rules by which a frozen raffle ends without winners. */
export function voidReason(facts: { tickets: number; roundAt: Date; now: Date }): VoidReason | null {
  if (facts.tickets === 0) return "EMPTY_LOG";
  return facts.now.getTime() - facts.roundAt.getTime() > beaconPatienceMs ? "BEACON_DEAD" : null;
}

type FreeEntryFacts = EarningWindow & Pick<RaffleDates, "status"> & { readonly hasFreeEntry: boolean };

/** A number without a purchase: where the rules have it, while the raffle takes numbers. */
export function mayEnterFree(raffle: FreeEntryFacts, now: Date): Result<null, Refusal> {
  const wrong = !raffle.hasFreeEntry
    ? "freeEntry"
    : raffle.status !== "OPEN" || !isOpenAt(raffle, now)
      ? "status"
      : null;
  if (wrong === null) return ok(null);
  const message = wrong === "status" ? "the raffle is not open" : "the rules have no free entry";
  return refuse({ kind: "STATE_CONFLICT", details: [{ path: wrong, message }] } satisfies Refusal);
}
