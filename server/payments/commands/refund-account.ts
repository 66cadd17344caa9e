import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { takesAccount } from "@/server/payments/domain/refund";
import type { RefundStore } from "@/server/payments/ports/refunds";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import type { Secrets } from "@/server/platform/keys";
import type { SharedUnit } from "@/server/platform/unit";

import { handledEvent } from "./refund-event";

type AccountCtx = Ctx<SharedUnit & { readonly refunds: RefundStore }, UserActor> & {
  readonly services: { readonly secrets: Pick<Secrets, "seal" | "open"> };
};

const contextOf = (id: Id<"refund">): string => `refund-account:${id}`;

export type AccountAsk = {
  readonly couponId: Id<"coupon">;
  /** Eighteen digits, the last one checked. */
  readonly clabe: string;
};

/** The buyer says where a transfer of what is owed for their coupon goes. Kept sealed; may be said anew until it is made. */
export const giveRefundAccount = (ctx: AccountCtx, { couponId, clabe }: AccountAsk): Promise<Result<string, Refusal>> =>
  ctx.transact(async (unit) => {
    const owed = (await unit.refunds.unpaidOf(couponId)).filter(({ userId }) => userId === ctx.actor.id);
    if (owed.length === 0) return refuse({ kind: "NOT_FOUND" });
    const last4 = clabe.slice(-4);
    const now = await unit.clock.read();
    let taken = 0;
    for (const refund of owed) {
      if (!takesAccount(refund, await unit.refunds.livePayout(refund.id))) continue;
      const sealed = ctx.services.secrets.seal(new TextEncoder().encode(clabe), contextOf(refund.id));
      await unit.refunds.keepAccount(refund.id, { sealed, last4 });
      await unit.events.append([handledEvent(refund, { deed: "ACCOUNT_GIVEN", at: now })]);
      taken += 1;
    }
    return taken > 0 ? ok(last4) : refuse({ kind: "STATE_CONFLICT" });
  });

/** The whole account, for the admin who is about to pay; each look is an event. */
export const showRefundAccount = (ctx: AccountCtx, id: Id<"refund">): Promise<Result<string, Refusal>> =>
  ctx.transact(async (unit) => {
    const refund = await unit.refunds.lock(id);
    const sealed = refund && (await unit.refunds.sealedAccount(id));
    if (!refund || !sealed) return refuse({ kind: "NOT_FOUND" });
    await unit.events.append([handledEvent(refund, { deed: "ACCOUNT_SHOWN", at: await unit.clock.read() })]);
    return ok(new TextDecoder().decode(ctx.services.secrets.open(sealed, contextOf(id))));
  });
