import "server-only";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";

import { type Refusal, type RefusalDetail, statusOf } from "@/server/kernel/refusal";

import { isTransient, sqlStateOf } from "./database-fault";
import { QueueOverflow } from "./group-commit";
import { Refused } from "./refused";

const detailsOf = (fault: ZodError): RefusalDetail[] =>
  fault.issues.slice(0, 20).map((issue) => ({
    path: issue.path.join("."),
    message:
      issue.code === "unrecognized_keys"
        ? `unknown: ${issue.keys.join(", ").slice(0, 200)}`
        : issue.message.slice(0, 300),
  }));

// Read-only database, recovery, shutdown: the writer may come back.
const AWAY = new Set(["25006", "57P01", "57P02", "57P03"]);

/** What a caller is told about anything that was thrown: a refusal, or `INTERNAL` and nothing else. */
export function refusalOf(fault: unknown): Refusal {
  if (fault instanceof Refused) return fault.refusal;
  const cause = fault instanceof TRPCError ? (fault.cause ?? fault) : fault;
  // An output that fails its own schema is our fault, not the caller's.
  const isInput = !(fault instanceof TRPCError) || fault.code === "BAD_REQUEST";
  if (cause instanceof ZodError && isInput) return { kind: "VALIDATION_ERROR", details: detailsOf(cause) };
  if (cause instanceof Refused) return cause.refusal;
  if (cause instanceof QueueOverflow) return { kind: "UNAVAILABLE", retryAfterSeconds: 2 };
  if (isTransient(cause) || AWAY.has(sqlStateOf(cause) ?? "")) return { kind: "UNAVAILABLE", retryAfterSeconds: 2 };
  if (fault instanceof TRPCError) return ofCode(fault.code);
  return { kind: "INTERNAL" };
}

function ofCode(code: TRPCError["code"]): Refusal {
  switch (code) {
    case "BAD_REQUEST":
    case "PARSE_ERROR":
    case "UNSUPPORTED_MEDIA_TYPE":
      return { kind: "VALIDATION_ERROR" };
    case "NOT_FOUND":
      return { kind: "NOT_FOUND" };
    case "METHOD_NOT_SUPPORTED":
      return { kind: "METHOD_NOT_ALLOWED" };
    case "PAYLOAD_TOO_LARGE":
      return { kind: "PAYLOAD_TOO_LARGE" };
    default:
      return { kind: "INTERNAL" };
  }
}

export type Envelope = { error: string; message: string; requestId: string; details?: readonly RefusalDetail[] };

/** The one error body of the HTTP surface (HTTP contract, "Conventions"). */
export const envelopeOf = (refusal: Refusal, text: string, requestId: string): Envelope => ({
  error: refusal.kind,
  message: text,
  requestId,
  ...(refusal.details && { details: refusal.details }),
});

export const httpStatusOf = (refusal: Refusal): number => statusOf[refusal.kind];
