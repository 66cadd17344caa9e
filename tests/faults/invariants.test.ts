import type { Sql, TransactionSql } from "postgres";
import { expect } from "vitest";

import { type Finding, findingsIn } from "@/db/invariants/check";
import { scopeOf } from "@/db/invariants/since";
import { createCallerFactory } from "@/server/api/init";
import type { Container } from "@/server/container";
import { walletRouter } from "@/server/coupons/router/wallet";
import { type AdWorld, test } from "@/tests/support/ads-test";
import { drainEverything, redemptionsAs } from "@/tests/support/coupon-test";
import type { World } from "@/tests/support/coupon-world";
import { moneyDay } from "@/tests/support/money-day";
import { claimsAndPromotion, dayPrizes, freeNumbers } from "@/tests/support/prize-day";
import { advanceUntil, type RaffleWorld } from "@/tests/support/raffle-world";
import { tell } from "@/tests/support/scale";

import { type Corruption, corruptions } from "./corruptions";

const walletAs = createCallerFactory(walletRouter);
const broken = (findings: readonly Finding[]): string[] => findings.filter((f) => f.violations > 0).map((f) => f.id);

type Parts = { sql: Sql; world: World; raffles: RaffleWorld; ads: AdWorld; container: Container };

/** A little of everything: two stations, partial, full, voided, refused and refunded, ads, one raffle drawn and one open. */
async function busyDay({ sql, world, raffles, ads, container }: Parts): Promise<void> {
  const [here, there] = [await world.station(), await world.station()];
  const drawn = await raffles.openRaffle({ closesIn: 12, freeEntry: true, prizes: [...dayPrizes] });
  await raffles.openRaffle({ stationIds: [here], maxTicketsPerPerson: 8 });
  const owners = [await world.person(), await world.person(), await world.person()];
  for (const stationId of [here, there]) {
    const attendant = await world.attendantAt(stationId);
    for (const owner of owners) {
      const coupon = await world.coupon({ owner });
      const take = (ask: { amount: string } | { fuelAmount: string }) =>
        redemptionsAs(world.contextOf(attendant)).redeem({ qrCode: coupon.code, stationId, pumpNumber: 1, ...ask });
      await take({ amount: "250.00" });
      const undone = await take({ fuelAmount: "20.001" });
      await redemptionsAs(world.contextOf(attendant)).void({ id: undone.id, reason: "bomba equivocada" });
      await take({ fuelAmount: "5.123" });
      await expect(take({ amount: "5000.00" })).rejects.toThrow("INSUFFICIENT_BALANCE");
    }
    const [owner] = owners;
    if (!owner) throw new Error("no owner");
    const prize = await world.coupon({ owner, isPrize: true });
    await redemptionsAs(world.contextOf(attendant)).redeem({
      qrCode: prize.code,
      stationId,
      pumpNumber: 2,
      amount: "1000.00",
    });
    const ask = { amount: "500.00", fuelType: "DIESEL", paymentMethodId: "pm_card_visa" } as const;
    const given = await walletAs(world.contextOf(owner)).purchase(ask);
    await walletAs(world.contextOf(owner)).cancel({ id: given.id });
    await world.coupon({ owner });
  }
  const [someone] = owners;
  if (!someone) throw new Error("no owner");
  await freeNumbers({ ads, world, sql }, { raffleId: drawn, who: someone });
  await moneyDay({ sql, world, container });
  await drainEverything(container);
  await advanceUntil(container, drawn, { status: "DRAWN", withinSeconds: 90 });
  await claimsAndPromotion({ container, world, sql }, drawn);
  await drainEverything(container);
}

class Undo extends Error {}

/** What its rule says with the corruption in place; everything is rolled back. */
async function foundWith(sql: Sql, [rule, corruption]: Corruption, since?: Date): Promise<string[]> {
  let found: string[] = [];
  await sql
    .begin(async (tx: TransactionSql) => {
      await tx`set local session_replication_role = replica`;
      const { count } = await tx.unsafe(corruption);
      if (/^(update|insert|delete|with)/.test(corruption) && count === 0) found = ["nothing changed"];
      else found = broken(await findingsIn(tx, { isDurable: false, only: [rule], since }));
      throw new Undo();
    })
    .catch((fault: unknown) => {
      if (!(fault instanceof Undo)) throw fault;
    });
  return found;
}

/** Corrupted so that no coupon that moved leads to the row any more: for the nightly check of everything. */
const LOST = 12;

/** Looks only at what moved; here everything has. */
async function missedIncrementally(sql: Sql, since: Date): Promise<string[]> {
  const missed: string[] = [];
  for (const corruption of corruptions.filter(([rule]) => scopeOf(rule) !== "nightly"))
    if ((await foundWith(sql, corruption, since))[0] !== corruption[0]) missed.push(corruption.join(": "));
  return missed;
}

test("every seeded corruption is found, and clean data breaks no rule", async ({
  sql,
  world,
  raffles,
  ads,
  container,
}) => {
  const dawn = new Date();
  await busyDay({ sql, world, raffles, ads, container });
  const clean = () => sql.begin((tx) => findingsIn(tx, { isDurable: false }));
  expect((await clean()).filter((finding) => finding.violations > 0)).toEqual([]);
  const missed: string[] = [];
  for (const corruption of corruptions) {
    const found = await foundWith(sql, corruption);
    if (found[0] !== corruption[0]) missed.push(`${corruption.join(": ")} (${found.join()})`);
  }
  expect(missed).toEqual([]);
  expect(broken(await clean())).toEqual([]);
  const rules = new Set((await clean()).map((finding) => finding.id));
  const tried = new Set(corruptions.map(([rule]) => rule));
  expect([...rules].filter((rule) => !tried.has(rule))).toEqual([]);

  const moved = await sql.begin((tx) => findingsIn(tx, { isDurable: false, since: dawn }));
  expect(broken(moved)).toEqual([]);
  expect(moved.length).toBeGreaterThan(rules.size / 2);
  const unseen = await missedIncrementally(sql, dawn);
  tell("seeded corruptions", { all: corruptions.length, missed: 0, "left to the nightly check": unseen.length });
  expect(unseen.length, unseen.join("\n")).toBeLessThanOrEqual(LOST);
  expect(await sql.begin((tx) => findingsIn(tx, { isDurable: false, only: ["M1"], since: new Date() }))).toMatchObject([
    { id: "M1", violations: 0 },
  ]);
});
