import type { Sql } from "postgres";
import { uuidv7 } from "uuidv7";

import { createCallerFactory } from "@/server/api/init";
import type { Container } from "@/server/container";
import { expireCoupons } from "@/server/coupons/commands/expire-coupons";
import { couponControl } from "@/server/coupons/router/control";
import type { Id } from "@/server/kernel/id";
import { processNotice } from "@/server/payments/commands/process-notice";
import { Refused } from "@/server/platform/refused";
import type { Bank } from "@/tests/support/bank-test";
import { redemptionsAs } from "@/tests/support/coupon-test";
import { createWorld, type Person, type World } from "@/tests/support/coupon-world";
import { walletAs } from "@/tests/support/payment-test";

const controlAs = createCallerFactory(couponControl);

/** Those who act on the coupons of one race. */
export type Cast = { station: Id<"station">; attendant: Person; admin: Person };

export async function castIn(world: World): Promise<Cast> {
  const station = await world.station();
  return { station, attendant: await world.attendantAt(station), admin: await world.person("ADMIN") };
}

/** A coupon of 1,000.00 that was bought, of which 200.00 are spent, and about which a bank has a claim that nobody told. */
export type Ground = Cast & {
  readonly owner: Person;
  readonly couponId: Id<"coupon">;
  readonly code: string;
  readonly spent: { readonly id: Id<"redemption">; readonly opId: string };
  readonly shared: string;
  readonly disputeId: string | undefined;
};

export async function groundFor(bank: Bank, world: World, cast: Cast, isClaimed: boolean): Promise<Ground> {
  const owner = await world.person();
  const bought = await bank.buy({ owner });
  const opId = uuidv7();
  const ask = { qrCode: bought.qrCode ?? "", stationId: cast.station, pumpNumber: 1, amount: "200.00" };
  const { id } = await redemptionsAs(world.contextOf(cast.attendant, opId)).redeem(ask);
  const disputeId = isClaimed ? await bank.claim(bought.id) : undefined;
  const couponId = bought.id as Id<"coupon">;
  return { ...cast, owner, couponId, code: ask.qrCode, spent: { id, opId }, shared: uuidv7(), disputeId };
}

/** One instance of the product that some deed is done on, with the bank's payment service. */
export type Side = { readonly container: Container; readonly world: World; readonly bank: Bank };

export const sideOn = (sql: Sql, container: Container, bank: Bank): Side => ({
  container,
  bank,
  world: createWorld(sql, container),
});

const withBank = <C extends ReturnType<World["contextOf"]>>({ bank }: Side, ctx: C): C => ({
  ...ctx,
  services: { ...ctx.services, payments: bank.stripe.gateway },
});

type Deed = (side: Side, ground: Ground) => Promise<unknown>;

const redeemWith =
  (opIdOf: (ground: Ground) => string, amount: string): Deed =>
  ({ world }, ground) =>
    redemptionsAs(world.contextOf(ground.attendant, opIdOf(ground))).redeem({
      ...{ qrCode: ground.code, stationId: ground.station, pumpNumber: 1, amount },
    });

/** What may happen to one coupon at the same moment. */
export const DEEDS = {
  redeem: redeemWith(() => uuidv7(), "500.00"),
  /** The redemption that is already on the books, asked again under its operation id. */
  retry: redeemWith(({ spent }) => spent.opId, "200.00"),
  cancel: (side, { owner, couponId }) => walletAs(withBank(side, side.world.contextOf(owner))).cancel({ id: couponId }),
  /** Its time ends, and the job finds it. */
  expire: async ({ container }, { couponId }) => {
    await container.database.sql`update coupons set expires_at = clock_timestamp() where id = ${couponId}`;
    await expireCoupons(container.systemContext("expire-coupons"));
  },
  refund: (side, { admin, couponId }) =>
    controlAs(withBank(side, side.world.contextOf(admin))).refund({ id: couponId, reason: "cliente lo pidió" }),
  dispute: (side, { disputeId }) =>
    processNotice(withBank(side, side.container.systemContext("stripe-webhook")), {
      ...{ eventId: `evt_${uuidv7()}`, type: "charge.dispute.created", isLive: false, orderId: undefined, disputeId },
      ...{ sessionId: undefined, intentId: undefined, refundId: undefined },
    }),
  void: ({ world }, { attendant, spent }) =>
    redemptionsAs(world.contextOf(attendant)).void({ id: spent.id, reason: "bomba equivocada" }),
} satisfies Record<string, Deed>;

export type DeedName = keyof typeof DEEDS;

/** Two that carry one operation id, neither of them on the books yet. */
export const SAME_OPERATION: Deed = redeemWith(({ shared }) => shared, "500.00");

/** How a deed ended, in one word; whatever is no refusal is thrown. */
export async function endOf(deed: Promise<unknown>): Promise<string> {
  try {
    await deed;
    return "OK";
  } catch (fault) {
    if (fault instanceof Refused && fault.refusal.kind !== "UNAVAILABLE") return fault.refusal.kind;
    throw fault;
  }
}

/** Everything that is on the books about a coupon, without ids and instants. */
export async function booksOf(sql: Sql, couponId: string): Promise<unknown> {
  const [coupon] = await sql`
    select status, balance_centavos::int as balance, redeemed_centavos::int as redeemed, dispute_id is not null as disputed
    from coupons where id = ${couponId}`;
  const moves = await sql`
    select code, debit, credit, sum(amount_centavos)::int as n, count(*)::int as times from ledger_entries
    where coupon_id = ${couponId} group by 1, 2, 3 order by 1, 2, 3`;
  const refunds = await sql`
    select state, reason, amount_centavos::int as n from refunds where coupon_id = ${couponId} order by 1, 2, 3`;
  const disputes = await sql`
    select state, frozen_centavos::int as frozen, is_taken from disputes where coupon_id = ${couponId}`;
  const events = await sql`
    select type, count(*)::int as n from events where aggregate_id = ${couponId} group by 1 order by 1`;
  const sold = await sql`
    select r.cost_centavos::int as n, v.redemption_id is not null as voided, v.returned_to from redemptions r
    left join redemption_voids v on v.redemption_id = r.id where r.coupon_id = ${couponId} order by 1, 2`;
  return { coupon, moves, refunds, disputes, events, sold };
}
