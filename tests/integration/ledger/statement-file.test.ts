import { expect } from "vitest";

import { test as withBank } from "@/tests/support/bank-test";
import { redemptionsAs } from "@/tests/support/coupon-test";
import type { Person } from "@/tests/support/coupon-world";
import { openDoorTo, openPaymentDesk } from "@/tests/support/payment-desk";
import { bearerOf } from "@/tests/support/redeem-over-http";

const test = withBank.extend("door", { scope: "file" }, async ({ container }, { onCleanup }) => {
  const desk = await openPaymentDesk(container);
  const door = await openDoorTo(desk, container);
  onCleanup(async () => {
    await door.close();
    await desk.close();
  });
  return async (who: Person | undefined, query: string) => {
    const headers = who ? { authorization: `Bearer ${await bearerOf(container, who)}` } : {};
    const answer = await fetch(`${door.url}/api/v1/ledger/statement.csv?${query}`, { headers });
    return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
  };
});

test("given more postings than one page holds, the file has each of them once, in order, and adds up to the ledger", async ({
  sql,
  world,
  door,
}) => {
  const station = await world.station();
  await sql`
    insert into ledger_entries (code, debit, credit, amount_centavos, station_id, ref, posted_at)
    select 'ADJUSTMENT', 'ADJUSTMENT', 'FEES', n, ${station}, gen_random_uuid(), now() - n * interval '1 second'
    from generate_series(1, 2500) n`;
  const auditor = await world.person("AUDITOR");
  const { status, type, text } = await door(auditor, `account=FEES&stationId=${station}`);
  expect([status, type]).toEqual([200, "text/csv; charset=utf-8"]);
  const [head, ...lines] = text.trimEnd().split("\r\n");
  expect(head).toBe("postedAt,code,debit,credit,amount,change,couponId,stationId,ref");
  expect(lines).toHaveLength(2_500);
  const sum = lines.reduce((all, line) => all + Math.round(Number(line.split(",")[5]) * 100), 0);
  const [counted] = await sql`select sum(amount_centavos)::int as n from ledger_entries where station_id = ${station}`;
  expect(sum).toBe(counted?.["n"]);
  expect(new Set(lines.map((line) => line.split(",").at(-1))).size).toBe(2_500);
});

test("given a coupon and a span, only its postings of the span are in the file", async ({ world, bank, door }) => {
  const station = await world.station();
  const attendant = await world.attendantAt(station);
  const { id, qrCode } = await bank.buy({ owner: await world.person() });
  const at = { qrCode: qrCode ?? "", stationId: station, pumpNumber: 1, amount: "80.00" };
  await redemptionsAs(bank.contextOf(attendant)).redeem(at);
  const admin = await world.person("ADMIN");
  const whole = await door(admin, `account=COUPON&couponId=${id}`);
  expect(whole.text.split("\r\n").map((line) => line.split(",").slice(1, 6).join(" "))).toEqual([
    "code debit credit amount change",
    "CAPTURE STRIPE_CLEARING COUPON 1000.00 1000.00",
    "REDEEM COUPON STATION_PAYABLE 80.00 -80.00",
    "",
  ]);
  const before = await door(admin, `account=COUPON&couponId=${id}&to=2020-01-01T00:00:00Z`);
  expect(before.text.trimEnd().split("\r\n")).toHaveLength(1);
});

test("given nobody, a customer or nonsense, there is no file", async ({ world, door }) => {
  expect((await door(undefined, "account=COUPON")).status).toBe(401);
  expect((await door(await world.person(), "account=COUPON")).status).toBe(403);
  const admin = await world.person("ADMIN");
  for (const query of ["", "account=CASH", "account=COUPON&from=yesterday", "account=COUPON&limit=5"])
    expect((await door(admin, query)).status, query).toBe(400);
});
