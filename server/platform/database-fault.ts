import "server-only";
type Coded = { code?: unknown; constraint_name?: unknown; cause?: unknown };

const isCoded = (fault: unknown): fault is Coded => typeof fault === "object" && fault !== null;

/** The SQLSTATE of a fault, whether drizzle wrapped it or not. */
export function sqlStateOf(fault: unknown): string | undefined {
  if (!isCoded(fault)) return undefined;
  if (typeof fault.code === "string" && /^(?=.*\d)[0-9A-Z]{5}$/.test(fault.code)) return fault.code;
  return sqlStateOf(fault.cause);
}

export function constraintOf(fault: unknown): string | undefined {
  if (!isCoded(fault)) return undefined;
  return typeof fault.constraint_name === "string" ? fault.constraint_name : constraintOf(fault.cause);
}

/** A unique key of this name already holds the row: the polite answer belongs to the command. */
export const isUniqueViolation = (fault: unknown, constraint: string): boolean =>
  sqlStateOf(fault) === "23505" && constraintOf(fault) === constraint;

/** Worth trying again later: lost connection, deadlock, time-out, shutdown; not a fault of the data. */
export function isTransient(fault: unknown): boolean {
  const state = sqlStateOf(fault);
  if (state !== undefined) return /^(08|40|53|55|57)/.test(state);
  const code = isCoded(fault) && typeof fault.code === "string" ? fault.code : "";
  return (
    /^(CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT)/.test(code) ||
    (isCoded(fault) && fault.cause !== undefined && isTransient(fault.cause))
  );
}

/** The connection itself went away: whether an open transaction was committed is unknown. */
export function isConnectionLost(fault: unknown): boolean {
  const state = sqlStateOf(fault);
  if (state !== undefined) return /^(08|57P0)/.test(state);
  return isTransient(fault);
}
