import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { couponControl } from "@/server/coupons/router/control";
import { giveRefundAccount } from "@/server/payments/commands/refund-account";
import { paymentsRouter } from "@/server/payments/router";
import { type Bank, couponRow, movesOf, refundsOf, standsOf, test } from "@/tests/support/bank-test";
import { expectBooksHold } from "@/tests/support/books-hold";
import { redemptionsAs, refusalOf } from "@/tests/support/coupon-test";
import type { Person, World } from "@/tests/support/coupon-world";
import { walletAs } from "@/tests/support/payment-test";

const paymentsAs = createCallerFactory(paymentsRouter);
const controlAs = createCallerFactory(couponControl);
const CLABE = "032180000118359719";

/** A coupon that was paid over a counter and given back. */
async function givenBack({ world, bank }: { world: World; bank: Bank }) {
  const owner = await world.person();
  const { id } = await bank.order({ owner, way: "OXXO" });
  await bank.payPage(id);
  await bank.settleOrder(id);
  await walletAs(bank.contextOf(owner)).cancel({ id });
  return { id, owner };
}

const account = (bank: Bank, owner: Person, couponId: string, clabe = CLABE) =>
  giveRefundAccount(bank.contextOf(owner), { couponId: couponId as never, clabe });

describe("a refund over the payment service", () => {
  test("is paid once, however often it is asked for and told of", async ({ sql, world, bank }) => {
    const owner = await world.person();
    const { id } = await bank.buy({ owner });
    await walletAs(bank.contextOf(owner)).cancel({ id });
    const [refund] = await refundsOf(sql, id);
    await Promise.all([
      bank.settle(),
      bank.settle(),
      bank.bring({ type: "refund.updated", refundId: String(refund?.["id"]) }),
    ]);
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "SUCCEEDED", amount: 100_000 }]);
    expect(await movesOf(sql, id)).toEqual([
      "REFUND COUPON > REFUNDS_PAYABLE 100000",
      "REFUND_PAID REFUNDS_PAYABLE > STRIPE_CLEARING 100000",
    ]);
  });

  test("with an unknown outcome stays owed, and is paid by the reconciliation under the same key", async ({
    sql,
    world,
    bank,
  }) => {
    const owner = await world.person();
    const { id } = await bank.buy({ owner });
    bank.refundsAreAway();
    await walletAs(bank.contextOf(owner)).cancel({ id });
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "RESERVED" }]);
    bank.isBack();
    await bank.settle();
    await bank.settle();
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "SUCCEEDED" }]);
    expect(
      await sql`select 1 from refund_payouts y join refunds f on f.id = y.refund_id where f.coupon_id = ${id}`,
    ).toHaveLength(1);
  });

  test("that works on is pending, and done when the bank says so", async ({ sql, world, bank }) => {
    const owner = await world.person();
    const { id } = await bank.buy({ owner, method: "pm_card_pendingRefund" });
    await walletAs(bank.contextOf(owner)).cancel({ id });
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "PENDING" }]);
    expect(await standsOf(sql, id)).toEqual({ REFUNDS_PAYABLE: 100_000, STRIPE_CLEARING: -100_000 });
    await bank.carryOut(id);
    const [refund] = await refundsOf(sql, id);
    await bank.bring({ type: "refund.updated", refundId: String(refund?.["id"]) });
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "SUCCEEDED" }]);
    expect(await standsOf(sql, id)).toEqual({});
  });

  test("that comes back days later is owed again, and paid by a new try", async ({ sql, world, bank }) => {
    const owner = await world.person();
    const admin = await world.person("ADMIN");
    const { id } = await bank.buy({ owner });
    await walletAs(bank.contextOf(owner)).cancel({ id });
    await bank.sendBack(id);
    const [refund] = await refundsOf(sql, id);
    const refundId = String(refund?.["id"]);
    await Promise.all([1, 2, 3].map(() => bank.bring({ type: "refund.failed", refundId })));
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "FAILED", failure: "lost_or_stolen_card" }]);
    expect(await standsOf(sql, id)).toEqual({ REFUNDS_PAYABLE: 100_000, STRIPE_CLEARING: -100_000 });
    expect(await couponRow(sql, id)).toEqual({ status: "CANCELLED", balance: 0 });
    const listed = await paymentsAs(bank.contextOf(admin)).refunds({ show: "AWAITING_PEOPLE" });
    expect(listed.refunds.find((one) => one.couponId === id)).toMatchObject({ state: "FAILED", tries: 1 });
    const ctx = bank.contextOf(admin);
    await Promise.all([1, 2, 3].map(() => paymentsAs(ctx).retryRefund({ id: refundId as never })));
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "SUCCEEDED", failure: null }]);
    expect((await movesOf(sql, id)).map((move) => move.split(" ")[0])).toEqual([
      "REFUND",
      "REFUND_PAID",
      "REFUND_RETURNED",
      "REFUND_PAID",
    ]);
    expect(await refusalOf(paymentsAs(bank.contextOf(admin)).retryRefund({ id: refundId as never }))).toBe(
      "STATE_CONFLICT",
    );
  });
});

describe("a purchase paid over a counter", () => {
  test("goes back by a transfer that two admins stand for", async ({ sql, world, bank }) => {
    const { id, owner } = await givenBack({ world, bank });
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "BY_HAND", clabe_last4: null }]);
    const [maker, checker] = [await world.person("ADMIN"), await world.person("ADMIN")];
    const [refund] = await refundsOf(sql, id);
    const refundId = String(refund?.["id"]) as never;
    const paid = { id: refundId, amount: "1000.00", reference: "BNET01002412" };
    expect(await refusalOf(paymentsAs(bank.contextOf(maker)).recordTransfer(paid))).toBe("STATE_CONFLICT");
    expect(await account(bank, owner, id)).toEqual({ ok: true, value: "9719" });
    const [kept] = await sql`select clabe_sealed from refunds where id = ${refundId}`;
    expect(String(kept?.["clabe_sealed"])).not.toContain("9719");
    expect(await paymentsAs(bank.contextOf(maker)).refundAccount({ id: refundId })).toEqual({ clabe: CLABE });
    expect(await refusalOf(paymentsAs(bank.contextOf(maker)).recordTransfer({ ...paid, amount: "999.99" }))).toBe(
      "INVALID_AMOUNT",
    );
    await paymentsAs(bank.contextOf(maker)).recordTransfer(paid);
    expect(await refusalOf(paymentsAs(bank.contextOf(checker)).recordTransfer(paid))).toBe("STATE_CONFLICT");
    expect(await refusalOf(paymentsAs(bank.contextOf(maker)).confirmTransfer({ id: refundId, isAccepted: true }))).toBe(
      "ACCESS_DENIED",
    );
    expect(await account(bank, owner, id)).toMatchObject({ ok: false });
    expect(await standsOf(sql, id)).toMatchObject({ REFUNDS_PAYABLE: 100_000 });
    await paymentsAs(bank.contextOf(checker)).confirmTransfer({ id: refundId, isAccepted: true });
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "SUCCEEDED" }]);
    expect((await movesOf(sql, id)).at(-1)).toBe("REFUND_PAID REFUNDS_PAYABLE > BANK 100000");
    expect(
      await refusalOf(paymentsAs(bank.contextOf(checker)).confirmTransfer({ id: refundId, isAccepted: true })),
    ).toBe("STATE_CONFLICT");
  });

  test("a transfer that the second look does not find stays owed", async ({ sql, world, bank }) => {
    const { id, owner } = await givenBack({ world, bank });
    await account(bank, owner, id);
    const [refund] = await refundsOf(sql, id);
    const refundId = String(refund?.["id"]) as never;
    const [maker, checker] = [await world.person("ADMIN"), await world.person("ADMIN")];
    await paymentsAs(bank.contextOf(maker)).recordTransfer({ id: refundId, amount: "1000.00", reference: "BNET-1" });
    await paymentsAs(bank.contextOf(checker)).confirmTransfer({ id: refundId, isAccepted: false });
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "BY_HAND" }]);
    const raced = await Promise.allSettled(
      [maker, checker, maker, checker].map((who, n) =>
        paymentsAs(bank.contextOf(who)).recordTransfer({ id: refundId, amount: "1000.00", reference: `BNET-${n + 2}` }),
      ),
    );
    expect(raced.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("whose account is nobody else's to say or see", async ({ sql, world, bank }) => {
    const { id, owner } = await givenBack({ world, bank });
    const stranger = await world.person();
    expect(await account(bank, stranger, id)).toMatchObject({ ok: false, refusal: { kind: "NOT_FOUND" } });
    await account(bank, owner, id);
    const [refund] = await refundsOf(sql, id);
    for (const role of ["CUSTOMER", "ATTENDANT", "STATION_MANAGER", "AUDITOR", "ADVERTISER"] as const) {
      const caller = paymentsAs(bank.contextOf(await world.person(role)));
      expect(await refusalOf(caller.refundAccount({ id: String(refund?.["id"]) as never })), role).toBe(
        "ACCESS_DENIED",
      );
    }
    const events = await sql`select payload::text as text from events where aggregate_id = ${id}`;
    expect(events.map((row) => row["text"]).join()).not.toContain(CLABE);
  });
});

test("an admin gives back after the buyer's days, with a reason", async ({ sql, world, bank }) => {
  const owner = await world.person();
  const { id } = await bank.buy({ owner });
  await sql`update coupons set activated_at = activated_at - interval '20 days' where id = ${id}`;
  expect(await refusalOf(walletAs(bank.contextOf(owner)).cancel({ id }))).toBe("STATE_CONFLICT");
  await controlAs(bank.contextOf(await world.person("ADMIN"))).refund({ id, reason: "se mudó de ciudad" });
  expect(await refundsOf(sql, id)).toMatchObject([{ state: "SUCCEEDED", reason: "by_admin" }]);
});

test("a void after the coupon was given back owes the buyer that much more", async ({ sql, world, bank }) => {
  const station = await world.station();
  const attendant = await world.attendantAt(station);
  const owner = await world.person();
  const { id, qrCode } = await bank.buy({ owner });
  const desk = () => redemptionsAs(bank.contextOf(attendant));
  const sale = await desk().redeem({ qrCode: qrCode ?? "", stationId: station, pumpNumber: 1, amount: "300.00" });
  await walletAs(bank.contextOf(owner)).cancel({ id });
  await desk().void({ id: sale.id, reason: "bomba equivocada" });
  expect(await refundsOf(sql, id)).toMatchObject([
    { reason: "by_buyer", amount: 70_000, state: "SUCCEEDED" },
    { reason: "void_after_end", amount: 30_000, state: "RESERVED" },
  ]);
  await bank.settle();
  expect(await standsOf(sql, id)).toEqual({});
});

describe("money that comes when the order is over", () => {
  test("is recognised, owed and paid back at once, and never a coupon", async ({ sql, world, bank }) => {
    const owner = await world.person();
    const { id } = await bank.order({ owner, way: "CARD" });
    await bank.endHere(id);
    await bank.payPage(id);
    await Promise.all([1, 2, 3, 4].map(() => bank.settleOrder(id)));
    expect(await couponRow(sql, id)).toEqual({ status: "PAYMENT_FAILED", balance: 0 });
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "SUCCEEDED", reason: "late_payment", amount: 100_000 }]);
    const moves = await sql`select code from ledger_entries where coupon_id = ${id} order by id`;
    expect(moves.map((row) => row["code"])).toEqual(["LATE_CAPTURE", "REFUND_PAID"]);
    expect(await sql`select kind from payment_anomalies where details->>'couponId' = ${id}`).toEqual([
      { kind: "PAID_AFTER_CLOSE" },
    ]);
    expect(await sql`select 1 from events where type = 'LatePaymentReceived' and aggregate_id = ${id}`).toHaveLength(1);
  });

  test("over a counter goes back by hand", async ({ sql, world, bank }) => {
    const owner = await world.person();
    const { id } = await bank.order({ owner, way: "OXXO" });
    await bank.endHere(id);
    await bank.payPage(id);
    await bank.settleOrder(id);
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "BY_HAND", reason: "late_payment" }]);
    expect(await account(bank, owner, id)).toMatchObject({ ok: true });
  });
});

test("the books hold after all of it", ({ databaseUrl }) => expectBooksHold(databaseUrl));
