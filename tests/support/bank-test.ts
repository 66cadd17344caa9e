import type { Sql } from "postgres";
import { uuidv7 } from "uuidv7";

import { payByCard } from "@/server/adapters/stripe/embedded/checkout-sessions";
import { closeDispute, disputeOf, openDispute } from "@/server/adapters/stripe/embedded/disputes";
import { failRefund, settleRefund } from "@/server/adapters/stripe/embedded/refunds";
import { issueVoucher, settleVoucher } from "@/server/adapters/stripe/embedded/vouchers";
import type { ApiCtx, Container } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import { processNotice } from "@/server/payments/commands/process-notice";
import { settleOrders } from "@/server/payments/commands/settle-orders";
import type { PaymentNotice } from "@/server/payments/domain/checkout";
import type { UserActor } from "@/server/platform/ctx";

import { test as withWorld } from "./coupon-test";
import type { Person, World } from "./coupon-world";
import { walletAs } from "./payment-test";
import { makeStripe } from "./stripe";

type Wish = { owner: Person; amount?: string; stationId?: Id<"station"> };
type PurchaseWish = Wish & { method?: string };
type OrderWish = Wish & { way: "CARD" | "OXXO" };

/** A payment service of the file's own, with the hand of the bank on it; its events come when a test brings them. */
export type Bank = ReturnType<typeof createBank>;

export function createBank({ sql, container, world }: { sql: Sql; container: Container; world: World }) {
  const stripe = makeStripe();
  const { desk } = stripe.embedded;
  const withBank = <C extends ApiCtx>(ctx: C): C => ({
    ...ctx,
    services: { ...ctx.services, payments: stripe.gateway },
  });
  const contextOf = (who: Person, operationId?: string) => {
    const actor: UserActor = { kind: "user", id: who.id, role: who.role, sessionId: who.sessionId, mfaAt: new Date() };
    return withBank({ ...world.contextOf(who, operationId), actor });
  };
  const system = (name = "stripe-webhook") => withBank(container.systemContext(name));

  async function intentOf(couponId: string) {
    const [row] = await sql`select payment_intent_id as id from orders where coupon_id = ${couponId}`;
    const intent = desk.book.get("intents", String(row?.["id"]));
    if (!intent) throw new Error("the bank knows no such payment");
    return intent;
  }

  async function sessionOf(couponId: string) {
    const [row] = await sql`select checkout_session_id as id from orders where coupon_id = ${couponId}`;
    const session = desk.book.get("sessions", String(row?.["id"]));
    if (!session) throw new Error("the bank knows no such page");
    return session;
  }

  const notice = (more: Partial<PaymentNotice>): PaymentNotice => ({
    ...{ eventId: `evt_${uuidv7()}`, type: "charge.dispute.updated", isLive: false, orderId: undefined },
    ...{ sessionId: undefined, intentId: undefined, disputeId: undefined, refundId: undefined },
    ...more,
  });
  const bring = (more: Partial<PaymentNotice>) => processNotice(system(), notice(more));

  return {
    stripe,
    contextOf,
    system,
    bring,
    buy: ({ owner, amount = "1000.00", method = "pm_card_visa", stationId }: PurchaseWish) =>
      walletAs(contextOf(owner)).purchase({
        ...{ amount, fuelType: "REGULAR", paymentMethodId: method },
        ...(stationId !== undefined && { stationId }),
      }),
    /** On the hosted page: a card pays it, or a voucher is issued and then paid over the counter. */
    async payPage(couponId: string): Promise<void> {
      const session = await sessionOf(couponId);
      const isCard = session.payment_method_types.includes("card");
      if (isCard) payByCard(desk, session, "pm_card_visa");
      else settleVoucher(desk, issueVoucher(desk, session) ?? session);
    },
    order: ({ owner, amount = "1000.00", way, stationId }: OrderWish) =>
      walletAs(contextOf(owner)).purchase({
        ...{ amount, fuelType: "REGULAR", paymentMethod: way },
        ...(stationId !== undefined && { stationId }),
      }),
    /** The landing page, the webhook or the reconciliation asks how an order stands. */
    async settleOrder(couponId: string): Promise<void> {
      const [row] = await sql`select id, checkout_session_id as session from orders where coupon_id = ${couponId}`;
      const sessionId = String(row?.["session"]);
      await bring({ type: "checkout.session.completed", orderId: String(row?.["id"]), sessionId });
    },
    /** Our side gives an order up, as it does when nothing was heard of it, while the page can still be paid. */
    async endHere(couponId: string): Promise<void> {
      await sql.begin(async (tx) => {
        await tx`update coupons set status = 'PAYMENT_FAILED' where id = ${couponId}`;
        const [order] = await tx`
          update orders set status = 'EXPIRED', settled_at = now() where coupon_id = ${couponId} returning user_id, amount_centavos, purchase_day::text as day`;
        await tx`update purchase_days set amount_centavos = amount_centavos - ${String(order?.["amount_centavos"])}
          where user_id = ${String(order?.["user_id"])} and day = ${String(order?.["day"])}`;
      });
    },
    /** What was pending at the bank is done. */
    async carryOut(couponId: string): Promise<void> {
      const intent = await intentOf(couponId);
      for (const refund of desk.book.all("refunds"))
        if (refund.payment_intent === intent.id) settleRefund(desk, refund);
    },
    /** The buyer goes to their bank; answers the claim's id. */
    async claim(couponId: string): Promise<string> {
      const intent = await intentOf(couponId);
      const dispute = disputeOf(desk, intent) ?? openDispute(desk, intent);
      if (!dispute) throw new Error("the bank takes no claim");
      return dispute.id;
    },
    async decide(couponId: string, verdict: "won" | "lost"): Promise<void> {
      const dispute = disputeOf(desk, await intentOf(couponId));
      if (!dispute) throw new Error("nobody claimed");
      closeDispute(desk, dispute, verdict);
    },
    /** The bank sends every refund of the coupon's payment back. */
    async sendBack(couponId: string): Promise<void> {
      const intent = await intentOf(couponId);
      for (const refund of desk.book.all("refunds"))
        if (refund.payment_intent === intent.id && refund.status !== "failed") failRefund(desk, refund);
    },
    /** The service answers the next calls about refunds with a fault of its own, and does nothing. */
    refundsAreAway(): void {
      const reply = { status: 500, body: JSON.stringify({ error: { type: "api_error", message: "away" } }) };
      stripe.embedded.faults.next({ path: "/v1/refunds", times: 6, trouble: { kind: "answers", reply } });
    },
    isBack: () => stripe.embedded.faults.clear(),
    /** The reconciliation's run, of debts and orders of any age. */
    async settle() {
      await sql`update refunds set created_at = created_at - interval '5 minutes' where state in ('RESERVED', 'PENDING')`;
      return settleOrders(system("settle-orders"));
    },
    close: () => stripe.embedded.stop(),
  };
}

export const test = withWorld.extend("bank", { scope: "file" }, async ({ sql, container, world }, { onCleanup }) => {
  const bank = createBank({ sql, container, world });
  onCleanup(() => bank.close());
  return bank;
});

export const couponRow = async (sql: Sql, id: string) =>
  (await sql`select status, balance_centavos::int as balance from coupons where id = ${id}`)[0];

/** The coupon's movements after the first, as sentences. */
export const movesOf = async (sql: Sql, id: string): Promise<string[]> => {
  const rows = await sql`
    select code, debit, credit, amount_centavos::int as n from ledger_entries where coupon_id = ${id} order by id`;
  return rows.map((row) => `${row["code"]} ${row["debit"]} > ${row["credit"]} ${row["n"]}`).slice(1);
};

/** What stands to the credit of each account for one coupon; those at zero are left out. */
export const standsOf = async (sql: Sql, id: string): Promise<Record<string, number>> => {
  const rows = await sql`
    select account::text, sum(n)::int as n from (
      select credit as account, amount_centavos as n from ledger_entries where coupon_id = ${id}
      union all select debit, -amount_centavos from ledger_entries where coupon_id = ${id}) sides
    group by 1 having sum(n) <> 0 order by 1`;
  return Object.fromEntries(rows.map((row) => [String(row["account"]), Number(row["n"])]));
};

export const refundsOf = (sql: Sql, id: string) =>
  sql`select id, state, reason, amount_centavos::int as amount, failure, clabe_last4 from refunds where coupon_id = ${id} order by created_at, id`;
