import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";
import { reconcileDay, reconcileDueDays } from "@/server/payments/commands/reconcile-day";
import { paymentsRouter } from "@/server/payments/router";
import { type Bank, test } from "@/tests/support/bank-test";
import { expectBooksHold } from "@/tests/support/books-hold";
import { refusalOf } from "@/tests/support/coupon-test";
import { walletAs } from "@/tests/support/payment-test";

const paymentsAs = createCallerFactory(paymentsRouter);
const today = () => localDay(new Date(), MEXICO_CITY);

/** Five minutes later, so that nothing is still on its way. */
const later = (bank: Bank) => ({ ...bank.system("reconcile-days"), now: () => new Date(Date.now() + 300_000) });
const compare = async (bank: Bank, day = today()) => {
  const done = await reconcileDay(later(bank), day);
  if (!done.ok) throw new Error(done.refusal.kind);
  return done.value;
};

describe("the daily comparison", () => {
  test("finds nothing where both sides did the same, and books the fees once", async ({ sql, world, bank }) => {
    const owner = await world.person();
    await bank.buy({ owner, amount: "500.00" });
    const { id: back } = await bank.buy({ owner });
    await walletAs(bank.contextOf(owner)).cancel({ id: back });
    const { id: returned } = await bank.buy({ owner });
    await walletAs(bank.contextOf(owner)).cancel({ id: returned });
    const [refund] = await sql`select id from refunds where coupon_id = ${returned}`;
    await bank.sendBack(returned);
    await bank.bring({ refundId: String(refund?.["id"]) });
    const { id: won } = await bank.buy({ owner });
    const disputeId = await bank.claim(won);
    await bank.bring({ disputeId });
    await bank.decide(won, "won");
    await bank.bring({ disputeId });
    // Four charges, two refunds, one return, one dispute and its reversal.
    expect(await compare(bank)).toMatchObject({ movements: 9, entries: 9, matched: 9, differences: 0 });
    const again = await compare(bank);
    const fees = Math.round(500 * 0.036 * 100) + 3 * 3_600 + 4 * 300 + 30_000;
    expect(again).toMatchObject({ differences: 0, fees });
    const [booked] =
      await sql`select sum(amount_centavos)::int as n, count(*)::int as entries from ledger_entries where code = 'FEE'`;
    expect(booked).toEqual({ n: fees, entries: 5 });
  });

  test("reports what is missing here, missing there and off by a centavo, in one run, and never again", async ({
    sql,
    world,
    bank,
  }) => {
    const owner = await world.person();
    const { desk } = bank.stripe.embedded;
    const missingThere = await bank.buy({ owner });
    const off = await bank.buy({ owner });
    const missingHere = await bank.buy({ owner });
    // The service edits its book, and ours loses what it knew of one payment.
    const lineOf = async (couponId: string) => {
      const [row] = await sql`select payment_intent_id as intent from orders where coupon_id = ${couponId}`;
      const charge = desk.book.all("charges").find((one) => one.payment_intent === row?.["intent"]);
      const line = desk.book.all("lines").find((one) => one.source === charge?.id);
      if (!line) throw new Error("no line");
      return { line, intent: String(row?.["intent"]) };
    };
    desk.book.put("lines", { ...(await lineOf(off.id)).line, amount: 100_001 });
    const stray = { ...(await lineOf(missingHere.id)).line, id: "txn_twice" };
    desk.book.put("lines", stray);
    const gone = await lineOf(missingThere.id);
    desk.book.put("lines", { ...gone.line, created: gone.line.created - 40 * 86_400 });
    expect(await compare(bank)).toMatchObject({ differences: 3 });
    await compare(bank);
    const rows = await sql`
      select kind, details->>'line' as line, details->>'couponId' as coupon from payment_anomalies
      where kind in ('MISSING_HERE', 'MISSING_THERE', 'OTHER_AMOUNT') order by kind`;
    expect(rows).toEqual([
      { kind: "MISSING_HERE", line: "txn_twice", coupon: null },
      { kind: "MISSING_THERE", line: null, coupon: missingThere.id },
      { kind: "OTHER_AMOUNT", line: (await lineOf(off.id)).line.id, coupon: off.id },
    ]);
  });

  test("takes up a payment whose events never came, and still shows that it was missing", async ({
    sql,
    world,
    bank,
  }) => {
    const owner = await world.person();
    const { id } = await bank.order({ owner, way: "CARD" });
    await bank.payPage(id);
    const before = (await compare(bank)).differences;
    expect(before).toBeGreaterThan(0);
    const [coupon] = await sql`select status from coupons where id = ${id}`;
    expect(coupon).toEqual({ status: "ACTIVE" });
    expect((await compare(bank)).differences).toBe(before - 1);
    const [order] = await sql`select payment_intent_id as intent from orders where coupon_id = ${id}`;
    expect(
      await sql`select kind from payment_anomalies where details->>'intentId' = ${String(order?.["intent"])}`,
    ).toEqual([{ kind: "MISSING_HERE" }]);
  });

  test("is made once for each day of the last week, also by two instances at once", async ({ sql, bank }) => {
    const instances = [bank.system("reconcile-days"), bank.system("reconcile-days")];
    await Promise.all(instances.map((ctx) => reconcileDueDays(ctx)));
    expect(await reconcileDueDays(bank.system("reconcile-days"))).toBe(0);
    const days =
      await sql`select day::text as day from reconciliations where run_by = 'system:reconcile-days' and day < current_date - 1 group by 1`;
    expect(days.length).toBeGreaterThanOrEqual(5);
  });
});

describe("an admin", () => {
  test("compares a day on demand and writes what they found, once", async ({ sql, world, bank }) => {
    const admin = paymentsAs(bank.contextOf(await world.person("ADMIN")));
    const auditor = paymentsAs(bank.contextOf(await world.person("AUDITOR")));
    const run = await admin.reconcile({ day: localDay(new Date(Date.now() - 86_400_000), MEXICO_CITY) });
    expect((await auditor.reconciliations({})).reconciliations[0]).toEqual(run);
    expect(await refusalOf(admin.reconcile({ day: "2199-01-01" }))).toBe("VALIDATION_ERROR");
    const { anomalies, open } = await auditor.anomalies({});
    const [first] = anomalies;
    if (!first) throw new Error("nothing to look at");
    expect(await refusalOf(auditor.resolveAnomaly({ id: first.id, note: "ya se aclaró" }))).toBe("ACCESS_DENIED");
    await admin.resolveAnomaly({ id: first.id, note: "ya se aclaró con el banco" });
    expect(await refusalOf(admin.resolveAnomaly({ id: first.id, note: "otra vez" }))).toBe("STATE_CONFLICT");
    expect((await auditor.anomalies({})).open).toBe(open - 1);
    const resolved = await auditor.anomalies({ show: "RESOLVED" });
    expect(resolved.anomalies[0]).toMatchObject({
      id: first.id,
      note: "ya se aclaró con el banco",
      resolvedByName: "Ana Ruiz",
    });
    await expect(sql`update payment_anomalies set kind = 'X' where id = ${first.id}`).rejects.toThrow("one note");
    await expect(sql`delete from service_movements`).rejects.toThrow("append-only");
  });
});

test("the books hold after all of it", ({ databaseUrl }) => expectBooksHold(databaseUrl));
