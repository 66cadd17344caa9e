import type { Sql } from "postgres";
import { describe, expect } from "vitest";

import { expireCoupons } from "@/server/coupons/commands/expire-coupons";
import { type Bank, couponRow, movesOf, refundsOf, standsOf, test } from "@/tests/support/bank-test";
import { expectBooksHold } from "@/tests/support/books-hold";
import { redemptionsAs, refusalOf } from "@/tests/support/coupon-test";
import type { Person, World } from "@/tests/support/coupon-world";
import { walletAs } from "@/tests/support/payment-test";

type Parts = { world: World; bank: Bank };

async function scene({ world, bank }: Parts) {
  const station = await world.station();
  const attendant = await world.attendantAt(station);
  const owner = await world.person();
  const coupon = await bank.buy({ owner });
  const take = (amount: string, qrCode: string | null = coupon.qrCode) =>
    redemptionsAs(bank.contextOf(attendant)).redeem({
      ...{ qrCode: qrCode ?? "", stationId: station, pumpNumber: 1, amount },
    });
  return { station, attendant, owner, id: coupon.id, coupon, take };
}

const undo = (bank: Bank, attendant: Person, id: string) =>
  redemptionsAs(bank.contextOf(attendant)).void({ id: id as never, reason: "error de captura" });

const disputeRow = async (sql: Sql, id: string) =>
  (
    await sql`select state, amount_centavos::int as amount, frozen_centavos::int as frozen, is_taken from disputes where coupon_id = ${id}`
  )[0];

describe("a dispute", () => {
  test("suspends the coupon within one event, freezes what is unspent, and stands as a loss", async ({
    sql,
    world,
    bank,
  }) => {
    const { id, take } = await scene({ world, bank });
    await take("300.00");
    const disputeId = await bank.claim(id);
    await Promise.all([1, 2, 3, 4].map(() => bank.bring({ disputeId })));
    expect(await couponRow(sql, id)).toEqual({ status: "SUSPENDED", balance: 0 });
    expect(await disputeRow(sql, id)).toEqual({ state: "OPEN", amount: 100_000, frozen: 70_000, is_taken: true });
    expect((await movesOf(sql, id)).slice(1)).toEqual([
      "DISPUTE COUPON > DISPUTES 70000",
      "DISPUTE_WITHDRAWN DISPUTE_LOSS > STRIPE_CLEARING 100000",
    ]);
    expect(await refusalOf(take("50.00"))).toBe("COUPON_NOT_ACTIVE");
  });

  test("won thaws the coupon to the state before, and the money comes back", async ({ sql, world, bank }) => {
    const { id, take } = await scene({ world, bank });
    await take("300.00");
    const disputeId = await bank.claim(id);
    await bank.bring({ disputeId });
    await bank.decide(id, "won");
    await Promise.all([1, 2, 3].map(() => bank.bring({ disputeId })));
    expect(await couponRow(sql, id)).toEqual({ status: "PARTIALLY_REDEEMED", balance: 70_000 });
    expect(await standsOf(sql, id)).toEqual({ COUPON: 70_000, STATION_PAYABLE: 30_000, STRIPE_CLEARING: -100_000 });
    await take("700.00");
    expect(await couponRow(sql, id)).toEqual({ status: "REDEEMED", balance: 0 });
  });

  test("lost cancels the coupon, and the redeemed part is the loss", async ({ sql, world, bank }) => {
    const { id, take } = await scene({ world, bank });
    await take("300.00");
    const disputeId = await bank.claim(id);
    await bank.bring({ disputeId });
    await bank.decide(id, "lost");
    await bank.bring({ disputeId });
    expect(await couponRow(sql, id)).toEqual({ status: "CANCELLED", balance: 0 });
    expect(await standsOf(sql, id)).toEqual({ DISPUTE_LOSS: -30_000, STATION_PAYABLE: 30_000 });
    const [closed] = await sql`select payload from events where type = 'CouponDisputeClosed' and aggregate_id = ${id}`;
    expect(closed?.["payload"]).toMatchObject({ outcome: "LOST", lostCentavos: 30_000, statusAfter: "CANCELLED" });
  });

  test("told only when it is over, or before its payment, ends the same", async ({ sql, world, bank }) => {
    const { id } = await scene({ world, bank });
    const disputeId = await bank.claim(id);
    await bank.decide(id, "won");
    await bank.bring({ disputeId });
    expect(await couponRow(sql, id)).toEqual({ status: "ACTIVE", balance: 100_000 });
    const lost = await scene({ world, bank });
    const lostId = await bank.claim(lost.id);
    await bank.decide(lost.id, "lost");
    await bank.bring({ disputeId: lostId });
    expect(await couponRow(sql, lost.id)).toEqual({ status: "CANCELLED", balance: 0 });
    expect(await standsOf(sql, lost.id)).toEqual({});
  });

  test("of a spent coupon freezes nothing; a void of it waits for the bank", async ({ sql, world, bank }) => {
    const { id, take, attendant } = await scene({ world, bank });
    const first = await take("400.00");
    const second = await take("600.00");
    const disputeId = await bank.claim(id);
    await bank.bring({ disputeId });
    expect(await couponRow(sql, id)).toEqual({ status: "REDEEMED", balance: 0 });
    expect(await undo(bank, attendant, second.id)).toMatchObject({ returnedTo: "DISPUTES", couponStatus: "REDEEMED" });
    expect(await refusalOf(take("50.00"))).toBe("COUPON_ALREADY_REDEEMED");
    await bank.decide(id, "won");
    await bank.bring({ disputeId });
    expect(await couponRow(sql, id)).toEqual({ status: "PARTIALLY_REDEEMED", balance: 60_000 });
    await undo(bank, attendant, first.id);
    expect(await couponRow(sql, id)).toEqual({ status: "ACTIVE", balance: 100_000 });
  });

  test("lost takes a later void as well: the buyer has that money", async ({ sql, world, bank }) => {
    const { id, take, attendant } = await scene({ world, bank });
    const sale = await take("400.00");
    const disputeId = await bank.claim(id);
    await bank.bring({ disputeId });
    await bank.decide(id, "lost");
    await bank.bring({ disputeId });
    expect(await undo(bank, attendant, sale.id)).toMatchObject({ returnedTo: "DISPUTES" });
    expect(await standsOf(sql, id)).toEqual({});
    expect(await refundsOf(sql, id)).toEqual([]);
  });

  test("of an expired coupon leaves it expired; lost, nothing of it is owed any more", async ({ sql, world, bank }) => {
    const { id } = await scene({ world, bank });
    await sql`update coupons set expires_at = clock_timestamp() where id = ${id}`;
    await expireCoupons(bank.system());
    const disputeId = await bank.claim(id);
    await bank.bring({ disputeId });
    expect(await couponRow(sql, id)).toEqual({ status: "EXPIRED", balance: 0 });
    await bank.decide(id, "lost");
    await bank.bring({ disputeId });
    expect(await couponRow(sql, id)).toEqual({ status: "CANCELLED", balance: 0 });
    expect(await standsOf(sql, id)).toEqual({});
  });
});

describe("a dispute about a coupon that was given back", () => {
  /** The debt is there, and whether the service heard of it is not known. */
  async function owed({ world, bank }: Parts) {
    const { id, owner } = await scene({ world, bank });
    bank.refundsAreAway();
    await walletAs(bank.contextOf(owner)).cancel({ id });
    bank.isBack();
    const disputeId = await bank.claim(id);
    await bank.bring({ disputeId });
    return { id, disputeId };
  }

  test("holds what is owed, and lost, the bank has paid it", async ({ sql, world, bank }) => {
    const { id, disputeId } = await owed({ world, bank });
    await bank.settle();
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "RESERVED" }]);
    expect(await couponRow(sql, id)).toEqual({ status: "CANCELLED", balance: 0 });
    await bank.decide(id, "lost");
    await bank.bring({ disputeId });
    await bank.settle();
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "COVERED" }]);
    expect(await standsOf(sql, id)).toEqual({});
  });

  test("won, it is asked for again; the service does not pay back what was disputed, so people do", async ({
    sql,
    world,
    bank,
  }) => {
    const { id, disputeId } = await owed({ world, bank });
    await bank.decide(id, "won");
    await bank.bring({ disputeId });
    expect(await refundsOf(sql, id)).toMatchObject([{ state: "FAILED", failure: "charge_disputed" }]);
    expect(await standsOf(sql, id)).toEqual({ REFUNDS_PAYABLE: 100_000, STRIPE_CLEARING: -100_000 });
  });
});

describe("a dispute races", () => {
  const ended = async (sql: Sql, id: string) => ({ ...(await couponRow(sql, id)), ...(await standsOf(sql, id)) });

  test("with redemptions: before the freeze they stand, after it they are refused", async ({ sql, world, bank }) => {
    for (let round = 0; round < 12; round++) {
      const { id, take } = await scene({ world, bank });
      const disputeId = await bank.claim(id);
      const outcomes = await Promise.allSettled([
        take("250.00"),
        bank.bring({ disputeId }),
        take("250.00"),
        take("250.00"),
      ]);
      expect(outcomes[1]?.status).toBe("fulfilled");
      const spent = outcomes.filter(({ status }, n) => n !== 1 && status === "fulfilled").length * 25_000;
      const after = await ended(sql, id);
      expect(after.status).toBe("SUSPENDED");
      expect(after["DISPUTES"] ?? 0).toBe(100_000 - spent);
    }
  });

  test("with giving back, expiry and a void: money is where exactly one of them put it", async ({
    sql,
    world,
    bank,
  }) => {
    for (let round = 0; round < 12; round++) {
      const { id, take, owner, attendant } = await scene({ world, bank });
      const sale = await take("250.00");
      if (round % 2 === 1) await sql`update coupons set expires_at = clock_timestamp() where id = ${id}`;
      const disputeId = await bank.claim(id);
      const [told] = await Promise.allSettled([
        bank.bring({ disputeId }),
        walletAs(bank.contextOf(owner)).cancel({ id }),
        undo(bank, attendant, sale.id),
        expireCoupons(bank.system()),
        bank.bring({ disputeId }),
      ]);
      expect(told).toMatchObject({ status: "fulfilled" });
      await bank.decide(id, round % 3 === 0 ? "won" : "lost");
      await bank.bring({ disputeId });
      await bank.settle();
    }
  });
});

test("a dispute of nobody's payment is noted for a person", async ({ sql, bank }) => {
  await bank.bring({ disputeId: "dp_of_nobody" });
  await bank.bring({ disputeId: "dp_of_nobody" });
  const rows = await sql`select kind from payment_anomalies where details->>'disputeId' = 'dp_of_nobody'`;
  expect(rows).toEqual([{ kind: "UNKNOWN_DISPUTE" }]);
});

test("the books hold after all of it", ({ databaseUrl }) => expectBooksHold(databaseUrl));
