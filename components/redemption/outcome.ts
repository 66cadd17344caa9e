import { refusalOf } from "@/components/providers/refusal-of";
import type { RefusalKind } from "@/server/kernel/refusal";

/**
 * What a failed call tells us. `refused`: the server decided and nothing was charged. `unknown`: no answer, or one that
 * does not say whether it happened; the same operation is sent again.
 */
export type Failure =
  | { readonly kind: "refused"; readonly refusal: RefusalKind; readonly requestId: string | undefined }
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

const requestIdOf = (error: unknown): string | undefined => {
  const answered: unknown = error instanceof Error && "data" in error ? error.data : undefined;
  if (typeof answered !== "object" || answered === null || !("requestId" in answered)) return undefined;
  return typeof answered.requestId === "string" ? answered.requestId : undefined;
};

/** `isFirst`: no earlier try of this operation was lost. */
export function failureOf(error: unknown, isFirst: boolean): Failure {
  const refusal = refusalOf(error);
  const isUnknown = refusal === undefined || UNDECIDED.has(refusal) || (!isFirst && BEFORE_LOOKUP.has(refusal));
  if (isUnknown) return { kind: "unknown", isSignedOut: refusal === "UNAUTHORIZED" };
  return { kind: "refused", refusal, requestId: requestIdOf(error) };
}

const WAITS_MS = [400, 800, 1_500, 3_000] as const;
const LONGEST_WAIT_MS = 5_000;
/** For how long the same operation is sent again before a person is asked. */
export const PATIENCE_MS = 60_000;

/** The pause before try number `tries` + 1. */
export const waitAfter = (tries: number): number => WAITS_MS[tries - 1] ?? LONGEST_WAIT_MS;
