import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { paymentAnomalyResolved, type PaymentAnomalyResolved } from "@/server/payments/events";
import type { ReconciliationUnit } from "@/server/payments/ports/reconciliation";
import type { Ctx, UserActor } from "@/server/platform/ctx";

export type Finding = { readonly id: Id<"row">; readonly note: string };

/** A person looked at a difference and writes what they found. Once, and the difference stays in the list of all. */
export const resolveAnomaly = (
  ctx: Ctx<ReconciliationUnit, UserActor>,
  { id, note }: Finding,
): Promise<Result<undefined, Refusal>> =>
  ctx.transact(async (unit) => {
    const at = await unit.clock.read();
    const kind = await unit.reconciliation.resolve(id, { by: ctx.actor.id, note, at });
    if (kind === undefined)
      return refuse({ kind: (await unit.reconciliation.anomalyExists(id)) ? "STATE_CONFLICT" : "NOT_FOUND" });
    const payload: PaymentAnomalyResolved = { anomalyId: id, kind };
    await unit.events.append([{ type: paymentAnomalyResolved.type, aggregateId: id, occurredAt: at, payload }]);
    return ok(undefined);
  });
