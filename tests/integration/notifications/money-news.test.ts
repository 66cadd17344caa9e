import type { Sql } from "postgres";
import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import type { Container } from "@/server/container";
import { expireCoupons, remindOfExpiry } from "@/server/coupons/commands/expire-coupons";
import { notificationsRouter } from "@/server/notifications/router";
import { test } from "@/tests/support/bank-test";
import { drainEverything, redemptionsAs } from "@/tests/support/coupon-test";
import { walletAs } from "@/tests/support/payment-test";

/** What one person was told, in the order of the alphabet, after the log was read twice. */
async function toldTo(sql: Sql, container: Container, userId: string): Promise<string[]> {
  await drainEverything(container);
  await sql`update subscriptions set last_epoch = 0, last_xid = '0', last_id = 0 where name = 'notify'`;
  await drainEverything(container);
  const rows = await sql`
    select n.template, n.variables ->> 'amount' as amount from notifications n where n.user_id = ${userId}`;
  return rows.map((row) => [row["template"], row["amount"]].filter(Boolean).join(" ")).toSorted();
}

const noticesAs = createCallerFactory(notificationsRouter);

test("given what a person was told, they read it in the product too, a page at a time, and nobody else's or a key", async ({
  sql,
  world,
  container,
  bank,
}) => {
  const owner = await world.person();
  const { id } = await bank.buy({ owner });
  await walletAs(bank.contextOf(owner)).cancel({ id });
  await toldTo(sql, container, owner.id);
  await sql`
    insert into notifications (id, key, user_id, channel, recipient, template, locale, variables, next_try_at)
    values (gen_random_uuid(), 'secret', ${owner.id}, 'MAIL', 'x', 'resetPassword', 'en', '{"firstName": "A", "token": "key"}', now())`;
  const mine = noticesAs(world.contextOf(owner));
  const first = await mine.notices({ limit: 2 });
  const rest = await mine.notices({ limit: 2, cursor: first.nextCursor as never });
  const all = [...first.notices, ...rest.notices];
  expect(all).toHaveLength(3);
  expect(rest.nextCursor).toBeNull();
  expect(JSON.stringify(all)).not.toContain("key");
  expect(all.every(({ link }) => link?.path === `/coupons/${id}`)).toBe(true);
  expect((await noticesAs(world.contextOf(await world.person())).notices({})).notices).toEqual([]);
});

describe("what a buyer is told", () => {
  test("given a claim that the bank rejects: suspended, then back", async ({ sql, world, container, bank }) => {
    const owner = await world.person();
    const { id } = await bank.buy({ owner });
    const disputeId = await bank.claim(id);
    await bank.bring({ disputeId });
    expect(await toldTo(sql, container, owner.id)).toEqual(["couponPurchased $1,000.00", "couponSuspended $1,000.00"]);
    await bank.decide(id, "won");
    await bank.bring({ disputeId });
    expect(await toldTo(sql, container, owner.id)).toContain("disputeWon $1,000.00");
  });

  test("given a claim that the bank upholds: cancelled, and who pays", async ({ sql, world, container, bank }) => {
    const owner = await world.person();
    const { id } = await bank.buy({ owner });
    const disputeId = await bank.claim(id);
    await bank.bring({ disputeId });
    await bank.decide(id, "lost");
    await bank.bring({ disputeId });
    expect(await toldTo(sql, container, owner.id)).toEqual([
      "couponPurchased $1,000.00",
      "couponSuspended $1,000.00",
      "disputeLost",
    ]);
  });

  test("given a refund that is paid and comes back: owed, paid, and asked for an account", async ({
    sql,
    world,
    container,
    bank,
  }) => {
    const owner = await world.person();
    const { id } = await bank.buy({ owner });
    await walletAs(bank.contextOf(owner)).cancel({ id });
    expect((await toldTo(sql, container, owner.id)).slice(1)).toEqual([
      "refundPaid $1,000.00",
      "refundRequested $1,000.00",
    ]);
    await bank.sendBack(id);
    const [refund] = await sql`select id from refunds where coupon_id = ${id}`;
    await bank.bring({ type: "refund.failed", refundId: String(refund?.["id"]) });
    expect(await toldTo(sql, container, owner.id)).toContain("refundNeedsAccount $1,000.00");
  });

  test("given money that comes when the order is over: it goes back, cash by transfer", async ({
    sql,
    world,
    container,
    bank,
  }) => {
    const owner = await world.person();
    const { id } = await bank.order({ owner, way: "OXXO" });
    await bank.endHere(id);
    await bank.payPage(id);
    await bank.settleOrder(id);
    expect(await toldTo(sql, container, owner.id)).toEqual(["latePayment $1,000.00", "refundNeedsAccount $1,000.00"]);
  });

  test("given a fill that is voided: how much, and where it is", async ({ sql, world, container, bank }) => {
    const station = await world.station();
    const attendant = await world.attendantAt(station);
    const owner = await world.person();
    const { qrCode } = await bank.buy({ owner });
    const desk = () => redemptionsAs(bank.contextOf(attendant));
    const at = { qrCode: qrCode ?? "", stationId: station, pumpNumber: 1, amount: "80.00" };
    const { id: redemptionId } = await desk().redeem(at);
    await desk().void({ id: redemptionId, reason: "error de captura" });
    expect(await toldTo(sql, container, owner.id)).toContain("redemptionVoided $80.00");
    const [note] = await sql`
      select variables ->> 'returnedTo' as place from notifications where key = ${`voided:${redemptionId}`}`;
    expect(note).toEqual({ place: "COUPON" });
  });

  test("given a validity that ends: reminded once a day named, then told that it is over", async ({
    sql,
    world,
    container,
  }) => {
    const owner = await world.person();
    const { id } = await world.coupon({ owner });
    await sql`update coupons set expires_at = clock_timestamp() + interval '2 days' where id = ${id}`;
    await remindOfExpiry(container.systemContext("remind-of-expiry"));
    await remindOfExpiry(container.systemContext("remind-of-expiry"));
    expect(await toldTo(sql, container, owner.id)).toEqual(["couponExpiring $1,000.00", "couponPurchased $1,000.00"]);
    await sql`update coupons set expires_at = clock_timestamp() where id = ${id}`;
    await expireCoupons(container.systemContext("expire-coupons"));
    expect(await toldTo(sql, container, owner.id)).toContain("couponExpired $1,000.00");
  });
});
