import "server-only";
import type { z } from "zod";

import type { NewEvent } from "@/server/platform/unit";

type EventKind<P extends z.ZodType> = { readonly type: string; readonly payload: P };

/** An event of a raffle at an instant of the database clock. */
export const raffleEvent = <P extends z.ZodType<{ raffleId: string }>>(
  kind: EventKind<P>,
  payload: z.input<P> & { raffleId: string },
  occurredAt: Date,
): NewEvent => ({ type: kind.type, aggregateId: payload.raffleId, occurredAt, payload });
