/** The words of a verification: steps, reasons, and how one check becomes one step. */
import { DocumentFault } from "./document";

export const stepNames = [
  "commitment",
  "rules",
  "round",
  "list",
  "tree",
  "voids",
  "ineligible",
  "certificate",
  "beacon",
  "seed",
  "derivation",
  "proofs",
  "drawLog",
  "signature",
] as const;
export type StepName = (typeof stepNames)[number];

export const reasons = [
  "UNREADABLE",
  "HASH_DIFFERS",
  "MEMBER_DIFFERS",
  "UNKNOWN_CHAIN",
  "ROUND_DIFFERS",
  "NOTICE_TOO_SHORT",
  "FROZEN_BEFORE_CLOSE",
  "LINE_MALFORMED",
  "COUNT_DIFFERS",
  "ROOT_DIFFERS",
  "OTHER_COMMITMENT",
  "BEACON_SIGNATURE_WRONG",
  "RANDOMNESS_DIFFERS",
  "SEED_DIFFERS",
  "TRACE_DIFFERS",
  "PLACES_DIFFER",
  "PROOF_WRONG",
  "NOT_IN_DRAW_LOG",
  "UNKNOWN_KEY",
  "KEY_NOT_VALID_THEN",
  "BAD_SIGNATURE",
  "NOT_PUBLISHED",
  "NO_KEYS",
  "NOT_REACHED",
] as const;
export type Reason = (typeof reasons)[number];

/** What fills the gaps of a reason's text: `what`, `member`, `line`, `expected`, `given`, `step`, `leaf`. */
export type ReasonDetails = { readonly [gap: string]: string | number };

export type VerificationStep = {
  readonly step: StepName;
  /** null: there was nothing to check, or an earlier step failed; the reason says which. */
  readonly ok: boolean | null;
  readonly reason: Reason | null;
  readonly details: ReasonDetails;
};

/** Thrown by a check that does not hold. */
export class CheckFault extends Error {
  readonly reason: Reason;
  readonly details: ReasonDetails;
  constructor(reason: Reason, details: ReasonDetails = {}) {
    super(reason);
    this.reason = reason;
    this.details = details;
  }
}

/** Throws CheckFault unless the condition holds. */
export function must(holds: boolean, reason: Reason, details: ReasonDetails = {}): asserts holds {
  if (!holds) throw new CheckFault(reason, details);
}

export const passed = (step: StepName): VerificationStep => ({ step, ok: true, reason: null, details: {} });

export const unchecked = (step: StepName, reason: Reason): VerificationStep => ({
  step,
  ok: null,
  reason,
  details: {},
});

/** What a thrown fault says about the step: malformed input is a finding, a bug is not. */
export function failed(step: StepName, fault: unknown): VerificationStep {
  if (fault instanceof CheckFault) return { step, ok: false, reason: fault.reason, details: fault.details };
  if (fault instanceof DocumentFault) {
    return { step, ok: false, reason: "UNREADABLE", details: { what: fault.message } };
  }
  if (fault instanceof RangeError) return { step, ok: false, reason: "UNREADABLE", details: { what: fault.message } };
  throw fault;
}
