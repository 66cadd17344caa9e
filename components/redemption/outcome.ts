import { refusalOf } from "@/components/providers/refusal-of";
import type { RefusalKind } from "@/server/kernel/refusal";

/**
 * What a failed call tells us. `refused`: the server decided and nothing was charged. `unknown`: no answer, or one that
 * does not say whether it happened; the same operation is sent again.
 */
export type Failure =
  | {
      readonly kind: "refused";
      readonly refusal: RefusalKind;
      readonly requestId: string | undefined;
      /** Seconds until it may be tried again, where the server said so. */
      readonly waitSeconds?: number;
    }
  | {
      readonly kind: "unknown";
      /** Sending again is of no use before the person signs in. */ readonly isSignedOut: boolean;
    };

// These come instead of a decision: the change may have been made all the same.
const UNDECIDED: ReadonlySet<RefusalKind> = new Set(["UNAVAILABLE", "INTERNAL"]);
// These are answered before the stored answer is looked up, so they say nothing about an earlier try that was lost.
const BEFORE_LOOKUP: ReadonlySet<RefusalKind> = new Set([
  "UNAUTHORIZED",
  "MFA_REQUIRED",
  "ACCESS_DENIED",
  "RATE_LIMITED",
  "VALIDATION_ERROR",
]);

const answeredOf = (error: unknown): object | undefined => {
  const answered: unknown = error instanceof Error && "data" in error ? error.data : undefined;
  return typeof answered === "object" && answered !== null ? answered : undefined;
};

const requestIdOf = (error: unknown): string | undefined => {
  const answered = answeredOf(error);
  return answered && "requestId" in answered && typeof answered.requestId === "string" ? answered.requestId : undefined;
};

const waitOf = (error: unknown): number | undefined => {
  const answered = answeredOf(error);
  const refusal: unknown = answered && "refusal" in answered ? answered.refusal : undefined;
  if (typeof refusal !== "object" || refusal === null || !("retryAfterSeconds" in refusal)) return undefined;
  return typeof refusal.retryAfterSeconds === "number" ? refusal.retryAfterSeconds : undefined;
};

/** `isFirst`: no earlier try of this operation was lost. */
export function failureOf(error: unknown, isFirst: boolean): Failure {
  const refusal = refusalOf(error);
  const isUnknown = refusal === undefined || UNDECIDED.has(refusal) || (!isFirst && BEFORE_LOOKUP.has(refusal));
  if (isUnknown) return { kind: "unknown", isSignedOut: refusal === "UNAUTHORIZED" };
  const waitSeconds = waitOf(error);
  return { kind: "refused", refusal, requestId: requestIdOf(error), ...(waitSeconds !== undefined && { waitSeconds }) };
}

const WAITS_MS = [400, 800, 1_500, 3_000] as const;
const LONGEST_WAIT_MS = 5_000;
/** For how long the same operation is sent again before a person is asked. */
export const PATIENCE_MS = 60_000;

/** The pause before try number `tries` + 1. */
export const waitAfter = (tries: number): number => WAITS_MS[tries - 1] ?? LONGEST_WAIT_MS;
