import type { Sql } from "postgres";

import { createCallerFactory } from "@/server/api/init";
import type { Container } from "@/server/container";
import { expireCoupons } from "@/server/coupons/commands/expire-coupons";
import { couponControl } from "@/server/coupons/router/control";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";
import { reconcileDay } from "@/server/payments/commands/reconcile-day";
import { giveRefundAccount } from "@/server/payments/commands/refund-account";
import { paymentsRouter } from "@/server/payments/router";

import { createBank } from "./bank-test";
import { redemptionsAs } from "./coupon-test";
import type { World } from "./coupon-world";
import { walletAs } from "./payment-test";

const paymentsAs = createCallerFactory(paymentsRouter);
const controlAs = createCallerFactory(couponControl);

type Parts = { sql: Sql; container: Container; world: World };

/**
 * A little of everything that money does beside being bought and spent: disputes open, won and lost, expiry and reissue,
 * refunds over the service, by hand and back, money that came late, fees, and a coupon used away from where it was sold.
 */
export async function moneyDay({ sql, container, world }: Parts): Promise<void> {
  const bank = createBank({ sql, container, world });
  const owner = await world.person();
  const [maker, checker] = [await world.person("ADMIN"), await world.person("ADMIN")];
  const [seller, other] = [await world.station(), await world.station()];
  const attendant = await world.attendantAt(other);
  const take = (qrCode: string | null, amount: string) =>
    redemptionsAs(bank.contextOf(attendant)).redeem({
      ...{ qrCode: qrCode ?? "", stationId: other, pumpNumber: 1, amount },
    });

  for (const verdict of ["won", "lost", undefined] as const) {
    const coupon = await bank.buy({ owner, amount: "500.00" });
    await take(coupon.qrCode, "120.00");
    const disputeId = await bank.claim(coupon.id);
    await bank.bring({ disputeId });
    if (verdict) await bank.decide(coupon.id, verdict);
    await bank.bring({ disputeId });
  }

  const [expired, reissued] = [
    await bank.buy({ owner, amount: "300.00" }),
    await bank.buy({ owner, amount: "300.00" }),
  ];
  const ends = await sql`select id, expires_at from coupons where id in (${expired.id}, ${reissued.id})`;
  await sql`update coupons set expires_at = clock_timestamp() where id in (${expired.id}, ${reissued.id})`;
  await expireCoupons(bank.system("expire-coupons"));
  for (const { id, expires_at: at } of ends) await sql`update coupons set expires_at = ${at} where id = ${id}`;
  await controlAs(bank.contextOf(maker)).reissue({ id: reissued.id, reason: "cliente en hospital" });

  const returned = await bank.buy({ owner, amount: "200.00" });
  await walletAs(bank.contextOf(owner)).cancel({ id: returned.id });
  await bank.sendBack(returned.id);
  const [sentBack] = await sql`select id from refunds where coupon_id = ${returned.id}`;
  await bank.bring({ refundId: String(sentBack?.["id"]) });

  const cash = await bank.order({ owner, amount: "400.00", way: "OXXO" });
  await bank.payPage(cash.id);
  await bank.settleOrder(cash.id);
  await walletAs(bank.contextOf(owner)).cancel({ id: cash.id });
  await giveRefundAccount(bank.contextOf(owner), { couponId: cash.id, clabe: "032180000118359719" });
  const [byHand] = await sql`select id from refunds where coupon_id = ${cash.id}`;
  const refundId = String(byHand?.["id"]) as never;
  await paymentsAs(bank.contextOf(maker)).recordTransfer({ id: refundId, amount: "400.00", reference: "BNET01002412" });
  await paymentsAs(bank.contextOf(checker)).confirmTransfer({ id: refundId, isAccepted: true });

  const late = await bank.order({ owner, amount: "250.00", way: "CARD" });
  await bank.endHere(late.id);
  await bank.payPage(late.id);
  await bank.settleOrder(late.id);

  const sold = await bank.buy({ owner, amount: "600.00", stationId: seller });
  const moved = await walletAs(bank.contextOf(owner)).change({ id: sold.id, stationId: other });
  await take(moved.qrCode, "200.00");
  const undone = await take(moved.qrCode, "100.00");
  await redemptionsAs(bank.contextOf(attendant)).void({ id: undone.id, reason: "bomba equivocada" });

  const soon = { ...bank.system("reconcile-days"), now: () => new Date(Date.now() + 300_000) };
  await reconcileDay(soon, localDay(new Date(), MEXICO_CITY));
  await bank.close();
}
