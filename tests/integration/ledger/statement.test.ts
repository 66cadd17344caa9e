import { expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { ledgerRouter } from "@/server/ledger/router";
import { redemptionsAs, refusalOf, sceneIn, test } from "@/tests/support/coupon-test";

const ledgerAs = createCallerFactory(ledgerRouter);

test("a statement opens and closes with the account's balance and pages through its entries", async ({ world }) => {
  const { station, attendant, coupon } = await sceneIn(world);
  const redeem = (amount: string) =>
    redemptionsAs(world.contextOf(attendant)).redeem({
      qrCode: coupon.code,
      stationId: station,
      pumpNumber: 1,
      amount,
    });
  await redeem("300.00");
  const second = await redeem("200.00");
  await redemptionsAs(world.contextOf(attendant)).void({ id: second.id, reason: "bomba equivocada" });
  const auditor = ledgerAs(world.contextOf(await world.person("AUDITOR")));

  const whole = await auditor.statement({ account: "COUPON", couponId: coupon.id });
  expect(whole).toMatchObject({ openingBalance: "0.00", closingBalance: "700.00", nextCursor: null });
  expect(whole.entries.map((entry) => [entry.code, entry.change])).toEqual([
    ["CAPTURE", "1000.00"],
    ["REDEEM", "-300.00"],
    ["REDEEM", "-200.00"],
    ["VOID", "200.00"],
  ]);
  const since = whole.entries[2]?.postedAt ?? "";
  const late = await auditor.statement({ account: "COUPON", couponId: coupon.id, from: since });
  expect(late).toMatchObject({
    openingBalance: "700.00",
    closingBalance: "700.00",
    entries: [{ code: "REDEEM" }, { code: "VOID" }],
  });
  const page = await auditor.statement({ account: "STATION_PAYABLE", stationId: station, limit: 2 });
  expect(page.entries.map((entry) => entry.change)).toEqual(["300.00", "200.00"]);
  const rest = await auditor.statement({
    account: "STATION_PAYABLE",
    stationId: station,
    limit: 2,
    cursor: page.nextCursor ?? "",
  });
  expect(rest).toMatchObject({ closingBalance: "300.00", entries: [{ change: "-200.00" }], nextCursor: null });
});

test("all accounts together balance to nothing", async ({ world }) => {
  await sceneIn(world);
  const { balances } = await ledgerAs(world.contextOf(await world.person("ADMIN"))).balances({});
  expect(balances.reduce((sum, row) => sum + Math.round(Number(row.balance) * 100), 0)).toBe(0);
  expect(await refusalOf(ledgerAs(world.contextOf(await world.person())).balances({}))).toBe("ACCESS_DENIED");
});

test("an entry is posted once, and never changed or removed by the product", async ({
  world,
  sql,
  container,
  isEmbedded,
}) => {
  const { coupon } = await sceneIn(world);
  const again = container
    .systemContext("test")
    .transact((unit) =>
      unit.ledger.post(
        [{ code: "CAPTURE", debit: "STRIPE_CLEARING", credit: "COUPON", amount: 1 as never, ref: coupon.id }],
        new Date(),
      ),
    );
  await expect(again).rejects.toMatchObject({ cause: { constraint_name: "ledger_entries_once" } });
  await expect(sql`update ledger_entries set amount_centavos = 1 where ref = ${coupon.id}`).rejects.toThrow(
    "append-only",
  );
  await expect(sql`delete from ledger_entries where ref = ${coupon.id}`).rejects.toThrow("append-only");
  if (isEmbedded) return;
  const asProduct = container
    .systemContext("test")
    .transact(async ({ tx }) => tx.execute("delete from ledger_entries"));
  await expect(asProduct).rejects.toMatchObject({ cause: { code: "42501" } });
});
