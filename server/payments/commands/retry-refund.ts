import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { mayRetry } from "@/server/payments/domain/refund";
import { doneOnce, type OperationCtx } from "@/server/platform/kept-operation";
import type { Operations } from "@/server/platform/operations";

import { payRefund, type RefundCtx, type RefundUnit } from "./pay-refund";
import { handledEvent } from "./refund-event";

type RetryCtx = OperationCtx &
  Omit<RefundCtx, "transact"> & {
    transact<T>(work: (unit: RefundUnit & { readonly operations: Operations }) => Promise<T>): Promise<T>;
  };

/** Asks the payment service once more for a debt that it refused, as a new try under a key of its own. */
export async function retryRefund(ctx: RetryCtx, id: Id<"refund">): Promise<Result<{ isReplay: boolean }, Refusal>> {
  const once = await ctx.transact((unit) =>
    doneOnce({ ...ctx, unit }, { name: "payments.retryRefund", input: { id } }, () => reopen(unit, id)),
  );
  if (!once.ok) return once;
  if (!once.value.isReplay) await payRefund(ctx, id);
  return ok({ isReplay: once.value.isReplay });
}

async function reopen(unit: RefundUnit, id: Id<"refund">): Promise<Result<undefined, Refusal>> {
  const refund = await unit.refunds.lock(id);
  if (!refund) return refuse({ kind: "NOT_FOUND" });
  if (!mayRetry(refund) || (await unit.refunds.livePayout(id)))
    return refuse({ kind: "STATE_CONFLICT", details: [{ path: "state", message: refund.state }] });
  await unit.refunds.change(id, { state: "RESERVED", failure: null });
  await unit.events.append([handledEvent(refund, { deed: "RETRIED", at: await unit.clock.read() })]);
  return ok(undefined);
}
