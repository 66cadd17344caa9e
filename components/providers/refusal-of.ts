import { isRefusalKind, type RefusalKind } from "@/server/kernel/refusal";

const shapeOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined; // any object may be read by key

const kindIn = (value: unknown): RefusalKind | undefined => {
  const kind = shapeOf(value)?.["kind"];
  return typeof kind === "string" && isRefusalKind(kind) ? kind : undefined;
};

/**
 * Why a call was refused, wherever it was made: in the browser the refusal stands in `error.data.refusal`, in a page it is
 * `error.refusal`. A failed input check is VALIDATION_ERROR. Undefined for faults: those are for the error page.
 */
export function refusalOf(error: unknown): RefusalKind | undefined {
  const thrown = shapeOf(error);
  const answered = shapeOf(thrown?.["data"]);
  const kind = kindIn(thrown?.["refusal"]) ?? kindIn(answered?.["refusal"]);
  if (kind) return kind;
  const code = thrown?.["code"] ?? answered?.["code"];
  return code === "BAD_REQUEST" ? "VALIDATION_ERROR" : undefined;
}

/** For screens that must say something in any case: no answer at all is UNAVAILABLE, any other fault INTERNAL. */
export function refusalOrFault(error: unknown): RefusalKind {
  return refusalOf(error) ?? (shapeOf(error)?.["data"] ? "INTERNAL" : "UNAVAILABLE");
}
