import "server-only";
import type { Id } from "@/server/kernel/id";

/** The database clock, read after the locks are held. */
export type Clock = { read(): Promise<Date> };

export type NewEvent = {
  /** Noun and past verb: `CouponRedeemed`. */
  readonly type: string;
  readonly version?: number;
  readonly aggregateId: string;
  readonly occurredAt: Date;
  /** Ids, numbers and words only: never contact data, codes or secrets. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Whose act it was, where one transaction carries the acts of several callers. */
  readonly by?: { readonly actor: string; readonly requestId: string };
};

export type EventWriter = { append(events: readonly NewEvent[]): Promise<void> };

/** What every transaction has besides its context's own stores. */
export type SharedUnit = { readonly clock: Clock; readonly events: EventWriter };

export type OperationId = Id<"operation">;
