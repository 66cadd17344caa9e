/** What becomes of a place after the draw: claimed, proven, handed over, or given to the next alternate. */
import type { Id } from "@/server/kernel/id";
import { centavos, type Centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import type { Prize, RaffleId } from "./raffle";
import { disqualificationReasons } from "./rules-document";

/**
 * UNCLAIMED → CLAIMED → IDENTIFIED (above the limit) → DELIVERED; what is vacated goes to an alternate, which waits until
 * then. A place never comes back from VACATED.
 */
export const AWARD_STATUSES = ["WAITING", "UNCLAIMED", "CLAIMED", "IDENTIFIED", "DELIVERED", "VACATED"] as const;
export type AwardStatus = (typeof AWARD_STATUSES)[number];

export type VacancyReason = (typeof disqualificationReasons)[number];
export const VACANCY_REASONS = disqualificationReasons;

/** From here on who claims must prove who they are (domain page, "Raffles"). */
const identityAbove = centavos(500_000);
/** A coupon holds between 50.00 and 10,000.00. */
const leastCoupon = centavos(5_000);
const mostCoupon = centavos(1_000_000);

export type AwardRecord = {
  readonly id: Id<"award">;
  readonly raffleId: RaffleId;
  readonly userId: Id<"user">;
  readonly status: AwardStatus;
  /** What the place holds; undefined for an alternate that waits. */
  readonly prize: Prize | undefined;
  readonly claimDeadline: Date | null;
};

export const needsIdentity = (prize: Prize): boolean => prize.declaredValueCentavos > identityAbove;

/** Paid as coupons, as equal as whole centavos allow; empty where a coupon cannot hold so little. */
export function couponsFor(value: Centavos): Centavos[] {
  if (value < leastCoupon) return [];
  const parts = Math.ceil(value / mostCoupon);
  const each = Math.floor(value / parts);
  return Array.from({ length: parts }, (_, i) => centavos(i < value - each * parts ? each + 1 : each));
}

const conflict = (award: AwardRecord): Refusal => ({
  kind: "STATE_CONFLICT",
  details: [{ path: "status", message: award.status }],
});

type Held = { readonly award: AwardRecord; readonly prize: Prize };

const heldIn = (award: AwardRecord, statuses: readonly AwardStatus[]): Result<Held, Refusal> =>
  award.prize && statuses.includes(award.status) ? ok({ award, prize: award.prize }) : refuse(conflict(award));

/** Within the deadline, exclusively. */
export function decideClaim(award: AwardRecord, now: Date): Result<Held, Refusal> {
  const held = heldIn(award, ["UNCLAIMED"]);
  if (!held.ok) return held;
  const isLate = award.claimDeadline === null || now >= award.claimDeadline;
  return isLate ? refuse({ kind: "STATE_CONFLICT", details: [{ path: "claimDeadline", message: "is over" }] }) : held;
}

export function decideIdentity(award: AwardRecord): Result<Held, Refusal> {
  return heldIn(award, ["CLAIMED"]);
}

export function decideDelivery(award: AwardRecord): Result<Held, Refusal> {
  const held = heldIn(award, ["CLAIMED", "IDENTIFIED"]);
  if (!held.ok || award.status === "IDENTIFIED" || !needsIdentity(held.value.prize)) return held;
  return refuse({ kind: "STEP_UP_REQUIRED", details: [{ path: "status", message: "identity is not proven yet" }] });
}

/** Nothing that was handed over is ever taken back. */
export const decideVacancy = (award: AwardRecord): Result<Held, Refusal> =>
  heldIn(award, ["UNCLAIMED", "CLAIMED", "IDENTIFIED"]);

export type Vacancy = {
  readonly id: Id<"row">;
  readonly raffleId: RaffleId;
  readonly awardId: Id<"award">;
  readonly reason: VacancyReason;
  readonly firstBy: Id<"user"> | null;
  readonly alternateId: Id<"award"> | null;
  readonly isDecided: boolean;
};

/** Two different people say yes; the second yes promotes. */
export function decideApproval(vacancy: Vacancy, by: Id<"user">): Result<"FIRST" | "PROMOTES", Refusal> {
  if (vacancy.isDecided) return refuse({ kind: "STATE_CONFLICT", details: [{ path: "id", message: "DECIDED" }] });
  if (vacancy.firstBy === null) return ok("FIRST");
  if (vacancy.firstBy === by) {
    return refuse({ kind: "STATE_CONFLICT", details: [{ path: "id", message: "a second person must approve" }] });
  }
  return ok("PROMOTES");
}

/** A place of a raffle is settled when it needs nobody any more. */
export const isSettled = (status: AwardStatus, isVacancyDecided: boolean): boolean =>
  status === "DELIVERED" || (status === "VACATED" && isVacancyDecided);
