import type { Sql } from "postgres";
import { expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { expireCoupons } from "@/server/coupons/commands/expire-coupons";
import { LIABILITIES } from "@/server/dashboard/domain/liability";
import { dashboardRouter } from "@/server/dashboard/router";
import { formatPesos } from "@/server/kernel/money";
import { paymentsRouter } from "@/server/payments/router";
import { test } from "@/tests/support/bank-test";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, redemptionsAs, refusalOf } from "@/tests/support/coupon-test";
import { walletAs } from "@/tests/support/payment-test";

const dashboardAs = createCallerFactory(dashboardRouter);
const paymentsAs = createCallerFactory(paymentsRouter);

const dayAt = async (sql: Sql, stationId: string, instant = "now()"): Promise<string> => {
  const [row] = await sql`
    select (${sql.unsafe(instant)} at time zone time_zone)::date::text as day from stations where id = ${stationId}`;
  return String(row?.["day"]);
};

test("given coupons sold at one station and used at two, each station's day says who sold, who dispensed and what is owed", async ({
  sql,
  world,
  bank,
  container,
  databaseUrl,
}) => {
  const [seller, other] = [await world.station(), await world.station()];
  const owner = await world.person();
  const sold = await bank.buy({ owner, stationId: seller });
  const moved = await walletAs(bank.contextOf(owner)).change({ id: sold.id, stationId: other });
  const network = await bank.buy({ owner, amount: "500.00" });
  const attendant = await world.attendantAt(other);
  const desk = () => redemptionsAs(world.contextOf(attendant));
  const take = (qrCode: string | null, amount: string) =>
    desk().redeem({ qrCode: qrCode ?? "", stationId: other, pumpNumber: 1, amount });
  await take(moved.qrCode, "200.00");
  await take(network.qrCode, "80.50");
  const undone = await take(moved.qrCode, "60.00");
  await desk().void({ id: undone.id, reason: "bomba equivocada" });
  await drainEverything(container);

  const auditor = dashboardAs(world.contextOf(await world.person("AUDITOR")));
  const day = await dayAt(sql, seller);
  const { lines, totals } = await auditor.settlement({ from: day, to: day });
  const of = (stationId: string) => lines.find((line) => line.stationId === stationId);
  expect(of(seller)).toMatchObject({ day, sold: "1000.00", dispensed: "0.00", clearing: "-200.00", net: "-800.00" });
  expect(of(other)).toMatchObject({ sold: "0.00", dispensed: "280.50", clearing: "200.00", net: "80.50" });
  expect(totals.clearing).toBe("0.00");
  expect((await auditor.settlement({ from: day, to: day, stationId: other })).lines).toHaveLength(1);

  // Counted once more, without the view: what stations are owed, by their own calendar.
  const [owed] = await sql`
    select sum(case when e.credit = 'STATION_PAYABLE' then e.amount_centavos else -e.amount_centavos end)::int as n
    from ledger_entries e join stations s on s.id = e.station_id
    where 'STATION_PAYABLE' in (e.debit, e.credit) and to_char(e.posted_at at time zone s.time_zone, 'YYYY-MM-DD') = ${day}`;
  expect(totals.dispensed).toBe(formatPesos(Number(owed?.["n"])));
  await expectBooksHold(databaseUrl);
});

test("given a sale in the last minute of a station's day, it belongs to that day and not to the UTC one", async ({
  sql,
  world,
  bank,
}) => {
  const station = await world.station();
  const owner = await world.person();
  const { id } = await bank.buy({ owner, stationId: station });
  await sql`alter table ledger_entries disable trigger user`;
  await sql`
    update ledger_entries set posted_at = (select '2026-03-10 23:59:30'::timestamp at time zone time_zone from stations where id = ${station})
    where coupon_id = ${id}`;
  await sql`alter table ledger_entries enable trigger user`;
  const admin = dashboardAs(world.contextOf(await world.person("ADMIN")));
  const on = async (day: string) =>
    (await admin.settlement({ from: day, to: day, stationId: station })).lines.map((line) => line.sold);
  expect(await on("2026-03-10")).toEqual(["1000.00"]);
  expect(await on("2026-03-11")).toEqual([]);
  expect(await on("2026-03-09")).toEqual([]);
});

test("given coupons in every state, what is owed is the ledger's to the centavo, and an expired balance is owed like any other", async ({
  sql,
  world,
  bank,
  container,
}) => {
  const owner = await world.person();
  const [kept, gone, claimed, old] = [
    await bank.buy({ owner }),
    await bank.order({ owner, way: "OXXO" }),
    await bank.buy({ owner }),
    await bank.buy({ owner, amount: "333.33" }),
  ];
  await bank.payPage(gone.id);
  await bank.settleOrder(gone.id);
  await walletAs(bank.contextOf(owner)).cancel({ id: gone.id });
  await bank.bring({ disputeId: await bank.claim(claimed.id) });
  await sql`update coupons set expires_at = clock_timestamp() where id = ${old.id}`;
  await expireCoupons(container.systemContext("expire-coupons"));
  await sql`update coupons set activated_at = now() - interval '100 days' where id = ${kept.id}`;

  const { lines, totals, total } = await dashboardAs(world.contextOf(await world.person("AUDITOR"))).liability();
  const recount = await sql`
    select a.account::text as account, sum(case when e.credit = a.account then e.amount_centavos else -e.amount_centavos end)::int as n
    from unnest(${[...LIABILITIES]}::ledger_account[]) as a(account) join ledger_entries e on a.account in (e.debit, e.credit)
    group by 1`;
  for (const { account, n } of recount)
    expect(totals.find((one) => one.account === account)?.amount).toBe(formatPesos(Number(n)));
  expect(recount).toHaveLength(LIABILITIES.length);
  expect(total).toBe(formatPesos(recount.reduce((sum, row) => sum + Number(row["n"]), 0)));
  expect(lines.find((line) => line.account === "COUPON" && line.age === 2)).toMatchObject({ amount: "1000.00" });
  expect(lines.find((line) => line.account === "EXPIRED_LIABILITY")).toMatchObject({ amount: "333.33", coupons: 1 });
});

test("given a span that is upside down or too long, or a caller without business, nothing is told", async ({
  world,
}) => {
  const admin = dashboardAs(world.contextOf(await world.person("ADMIN")));
  for (const span of [
    { from: "2026-02-02", to: "2026-02-01" },
    { from: "2026-01-01", to: "2026-02-01" },
  ])
    await expect(admin.settlement(span)).rejects.toThrow("at most 31 days");
  const customer = dashboardAs(world.contextOf(await world.person()));
  expect(await refusalOf(customer.settlement({ from: "2026-01-01", to: "2026-01-01" }))).toBe("ACCESS_DENIED");
  expect(await refusalOf(customer.liability())).toBe("ACCESS_DENIED");
});

test("given any of its ids, an order is found with what was paid for it", async ({ sql, world, bank }) => {
  const owner = await world.person();
  const { id } = await bank.buy({ owner });
  await bank.order({ owner, way: "OXXO" });
  const admin = paymentsAs(world.contextOf(await world.person("ADMIN")));
  const [row] = await sql`select id, payment_intent_id as intent from orders where coupon_id = ${id}`;
  for (const q of [id, String(row?.["id"]), String(row?.["intent"])])
    expect((await admin.orders({ q })).orders).toMatchObject([
      { couponId: id, status: "PAID", method: "CARD", amount: "1000.00", captured: "1000.00", isLate: false },
    ]);
  const first = await admin.orders({ q: owner.id, limit: 1 });
  expect(first).toMatchObject({ totals: { orders: 2, amount: "2000.00", captured: "1000.00" } });
  const next = await admin.orders({ q: owner.id, limit: 1, cursor: first.nextCursor as never });
  expect([...first.orders, ...next.orders].map((order) => order.method)).toEqual(["OXXO", "CARD"]);
  expect(next.nextCursor).toBeNull();
  expect((await admin.orders({ q: "nadie" })).orders).toEqual([]);
});
