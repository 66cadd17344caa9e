import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { mayRetry, type RefundState } from "@/server/payments/domain/refund";

import { payRefund, type RefundCtx } from "./pay-refund";
import { handledEvent } from "./refund-event";

/** Asks the payment service once more for a debt that it refused, as a new try under a key of its own. */
export async function retryRefund(ctx: RefundCtx, id: Id<"refund">): Promise<Result<RefundState, Refusal>> {
  const reopened = await ctx.transact(async (unit): Promise<Result<undefined, Refusal>> => {
    const refund = await unit.refunds.lock(id);
    if (!refund) return refuse({ kind: "NOT_FOUND" });
    if (!mayRetry(refund) || (await unit.refunds.livePayout(id)))
      return refuse({ kind: "STATE_CONFLICT", details: [{ path: "state", message: refund.state }] });
    await unit.refunds.change(id, { state: "RESERVED", failure: null });
    await unit.events.append([handledEvent(refund, { deed: "RETRIED", at: await unit.clock.read() })]);
    return ok(undefined);
  });
  return reopened.ok ? ok(await payRefund(ctx, id)) : reopened;
}
