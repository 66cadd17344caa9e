import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import { type Centavos, centavos } from "@/server/kernel/money";
import { isOpen, type OrderStatus, type PaymentMethod } from "@/server/payments/domain/order";
import { type RefundState, takesAccount } from "@/server/payments/domain/refund";
import { databaseInstant } from "@/server/platform/database-time";

/** An order as its buyer sees it beside the coupon. */
export type OrderCard = {
  readonly method: PaymentMethod;
  readonly status: OrderStatus;
  readonly isOpen: boolean;
  readonly checkoutUrl: string | null;
  /** The end of the hosted page. */
  readonly checkoutEndsAt: Date;
  readonly awaitedSince: Date | null;
  readonly payBefore: Date | null;
  readonly failure: string | null;
  /** The last one, where money went back. */
  readonly refund: RefundCard | null;
};

type RefundCard = {
  readonly amount: Centavos;
  readonly state: RefundState;
  readonly askedAt: Date;
  readonly settledAt: Date | null;
  /** Of the account that the buyer gave for a transfer. */
  readonly accountLast4: string | null;
  /** Whether the buyer may say now where a transfer goes. */
  readonly takesAccount: boolean;
};

type Row = {
  coupon_id: string;
  method: PaymentMethod;
  status: OrderStatus;
  checkout_url: string | null;
  expires_at: string;
  awaited_since: string | null;
  pay_before: string | null;
  failure: string | null;
  refund_centavos: string | null;
  refund_state: RefundState | null;
  refund_asked: string | null;
  refund_settled: string | null;
  account_last4: string | null;
  transfer_begun: boolean | null;
};

const maybeInstant = (text: string | null): Date | null => (text === null ? null : databaseInstant(text));

function refundOf(row: Row): RefundCard | null {
  const { refund_centavos: amount, refund_state: state, refund_asked: asked } = row;
  if (amount === null || state === null || asked === null) return null;
  return {
    amount: centavos(Number(amount)),
    state,
    askedAt: databaseInstant(asked),
    settledAt: maybeInstant(row.refund_settled),
    accountLast4: row.account_last4,
    takesAccount: takesAccount({ state, method: row.method }, row.transfer_begun ? { state: "PROPOSED" } : undefined),
  };
}

const cardOf = (row: Row): OrderCard => ({
  method: row.method,
  status: row.status,
  isOpen: isOpen(row),
  checkoutUrl: row.checkout_url,
  checkoutEndsAt: databaseInstant(row.expires_at),
  awaitedSince: maybeInstant(row.awaited_since),
  payBefore: maybeInstant(row.pay_before),
  failure: row.failure,
  refund: refundOf(row),
});

/** By coupon; those that no order made (prizes) are left out. */
export async function orderCardsOf(
  db: Pick<ReadDb, "execute">,
  couponIds: readonly Id<"coupon">[],
): Promise<ReadonlyMap<Id<"coupon">, OrderCard>> {
  if (couponIds.length === 0) return new Map();
  const rows = await db.execute<Row>(sql`
    select o.coupon_id, o.method, o.status, o.checkout_url, o.expires_at::text, o.awaited_since::text,
           o.pay_before::text, o.failure, r.amount_centavos as refund_centavos, r.state as refund_state,
           r.created_at::text as refund_asked, r.settled_at::text as refund_settled,
           r.clabe_last4 as account_last4, r.transfer_begun
    from orders o left join lateral (
      select amount_centavos, state, created_at, settled_at, clabe_last4, exists (
               select 1 from refund_payouts p where p.refund_id = f.id and p.state = 'PROPOSED') as transfer_begun
      from refunds f where coupon_id = o.coupon_id order by created_at desc, id desc limit 1) r on true
    where o.coupon_id = any(${sql.param([...couponIds])}::uuid[])`);
  return new Map([...rows].map((row) => [asId("coupon", row.coupon_id), cardOf(row)]));
}
