import "server-only";
import { TRPCError } from "@trpc/server";

import { type Refusal, type RefusalKind, statusOf } from "@/server/kernel/refusal";
import type { Result } from "@/server/kernel/result";

/** The nearest tRPC code; the HTTP status itself always comes from `statusOf` (tRPC has no 410). */
const trpcCodeOf = (kind: RefusalKind): TRPCError["code"] => {
  const status: number = statusOf[kind];
  if (status === 400) return "BAD_REQUEST";
  if (status === 401) return "UNAUTHORIZED";
  if (status === 402) return "PAYMENT_REQUIRED";
  if (status === 403) return "FORBIDDEN";
  if (status === 404) return "NOT_FOUND";
  if (status === 405) return "METHOD_NOT_SUPPORTED";
  if (status === 413) return "PAYLOAD_TOO_LARGE";
  if (status === 429) return "TOO_MANY_REQUESTS";
  if (status === 503) return "SERVICE_UNAVAILABLE";
  return status === 500 ? "INTERNAL_SERVER_ERROR" : "CONFLICT";
};

/** A refusal on its way out of a procedure. Only the edge throws it and only the edge reads it. */
export class Refused extends TRPCError {
  readonly refusal: Refusal;
  /** Set when a stored refusal is sent again: its body must be the first one, byte for byte. */
  readonly storedBody: string | undefined;

  constructor(refusal: Refusal, storedBody?: string) {
    super({ code: trpcCodeOf(refusal.kind), message: refusal.kind });
    this.refusal = refusal;
    this.storedBody = storedBody;
  }
}

/** Unwraps a command's result at the edge. */
export function orRefuse<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Refused(result.refusal);
  return result.value;
}

/** A resource that is missing or not the caller's: both answer 404 (domain words, "Roles"). */
export function orNotFound<T>(found: T | undefined | null): T {
  if (found === undefined || found === null) throw new Refused({ kind: "NOT_FOUND" });
  return found;
}
