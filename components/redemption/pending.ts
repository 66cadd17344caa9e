import { isUuid } from "@/server/kernel/id";

/**
 * Operations whose answer never came, kept on the device until it is known how they ended. Holds no code: only what the
 * attendant needs to recognise it.
 */
export type Pending = {
  readonly operationId: string;
  /** Whose it is: only they can ask how it ended. */
  readonly attendantId: string;
  readonly stationId: string;
  readonly pumpNumber: number;
  /** As typed: `300` pesos or `12.5` litres. */
  readonly askedIn: "PESOS" | "LITRES";
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
};

export const PENDING_KEY = "jsm.redemptions.pending";
/** A call that was on its way is over by then: what the server does not know never happened. */
export const SETTLED_AFTER_MS = 120_000;
const MOST = 20;

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= 60;

function isPending(value: unknown): value is Pending {
  if (typeof value !== "object" || value === null) return false;
  const {
    operationId,
    attendantId,
    stationId,
    pumpNumber,
    askedIn,
    text,
    at,
  }: Partial<Record<keyof Pending, unknown>> = value;
  return (
    isText(operationId) &&
    isUuid(operationId) &&
    isText(attendantId) &&
    isText(stationId) &&
    typeof pumpNumber === "number" &&
    (askedIn === "PESOS" || askedIn === "LITRES") &&
    isText(text) &&
    typeof at === "number"
  );
}

/** What is kept; anything unreadable is taken as nothing. */
export function readPending(text: string | null): readonly Pending[] {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isPending) : [];
  } catch {
    return [];
  }
}

const written = (pending: readonly Pending[]): string | null => (pending.length === 0 ? null : JSON.stringify(pending));

export const withPending = (text: string | null, one: Pending): string | null =>
  written([...readPending(text).filter(({ operationId }) => operationId !== one.operationId), one].slice(-MOST));

export const withoutPending = (text: string | null, id: string): string | null =>
  written(readPending(text).filter(({ operationId }) => operationId !== id));
