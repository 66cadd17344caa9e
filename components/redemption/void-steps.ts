import type { RefusalKind } from "@/server/kernel/refusal";

/** A redemption that somebody wants undone, as far as the screen names it. */
export type VoidTarget = {
  readonly id: string;
  readonly totalCost: string;
  readonly pumpNumber: number;
  readonly reference: string;
  /** Whoever looks at this screen may try in their own right: it is theirs, or they run the station. */
  readonly isInOwnRight: boolean;
};

export type Voided = { readonly totalCost: string; readonly balance: string };
export type VoidReason = "wrongPump" | "wrongAmount" | "changedMind" | "noFuel";
export const VOID_REASONS: readonly VoidReason[] = ["wrongPump", "wrongAmount", "changedMind", "noFuel"];

type Because = { readonly reason: VoidReason };
/** Why the last PIN did not do. */
type PinTrouble = { readonly trouble?: "refused" | "wait" };

/** One step is one decision; the server says whether an own right still holds, the screen has no clock for it. */
export type VoidStep =
  | { readonly step: "reason" }
  | ({ readonly step: "own" } & Because)
  | ({ readonly step: "pin" } & Because & PinTrouble)
  | ({ readonly step: "sending" } & Because)
  | { readonly step: "done"; readonly voided: Voided }
  | { readonly step: "refused"; readonly kind: RefusalKind }
  | ({ readonly step: "unknown"; readonly pin: boolean } & Because);

export type VoidEnd =
  | { readonly kind: "answered"; readonly voided: Voided }
  | { readonly kind: "refused"; readonly refusal: RefusalKind }
  | { readonly kind: "unanswered" };

export const afterReason = ({ isInOwnRight }: VoidTarget, reason: VoidReason): VoidStep => ({
  step: isInOwnRight ? "own" : "pin",
  reason,
});

/** An own right that is over leads to the manager's PIN; a wrong PIN leads back to it. */
export function afterEnd(end: VoidEnd, { reason, withPin }: Because & { withPin: boolean }): VoidStep {
  if (end.kind === "answered") return { step: "done", voided: end.voided };
  if (end.kind === "unanswered") return { step: "unknown", reason, pin: withPin };
  if (end.refusal === "ACCESS_DENIED") return { step: "pin", reason, ...(withPin && { trouble: "refused" as const }) };
  if (end.refusal === "RATE_LIMITED" && withPin) return { step: "pin", reason, trouble: "wait" };
  return { step: "refused", kind: end.refusal };
}
