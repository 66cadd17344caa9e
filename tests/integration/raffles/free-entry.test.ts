import type { Sql } from "postgres";
import { describe, expect } from "vitest";

import { drainEverything, refusalOf } from "@/tests/support/coupon-test";
import type { Person } from "@/tests/support/coupon-world";
import { test } from "@/tests/support/raffle-test";
import { rafflesAs } from "@/tests/support/raffle-world";

const prove = (sql: Sql, { id }: Person, phone: string) =>
  sql`update users set phone = ${phone}, phone_verified_at = now() where id = ${id}`;

describe("a number without a purchase", () => {
  test("is one a proved phone and week, counts to the cap and is backed by nothing", async ({
    container,
    world,
    raffles,
    sql,
  }) => {
    const id = await raffles.openRaffle({ freeEntry: true, stationIds: [await world.station()] });
    const other = await raffles.openRaffle({ freeEntry: true });
    const who = await world.person();
    const mine = () => rafflesAs(world.contextOf(who));
    expect(await refusalOf(mine().enterFree({ id }))).toBe("VERIFICATION_REQUIRED");
    await prove(sql, who, "+525511112222");
    await mine().enterFree({ id });
    expect(await refusalOf(mine().enterFree({ id }))).toBe("STATE_CONFLICT");
    await drainEverything(container);

    expect(await mine().myTickets({ raffleId: id })).toMatchObject({ total: 1, tickets: [{ source: "FREE_ENTRY" }] });
    expect((await mine().myTickets({ raffleId: other })).total).toBe(0);
    expect(await mine().log({ id })).toMatchObject({
      tickets: 1,
      bySource: { FREE_ENTRY: 1, REDEMPTION: 0 },
      backing: { redemptions: 0, pesos: "0.00" },
    });
    const [grant] = await sql`select earned, granted, reason from ticket_grants where raffle_id = ${id}`;
    expect(grant).toEqual({ earned: 1, granted: 1, reason: "free-entry" });
  });

  test("is none for another account with the same phone", async ({ world, raffles, sql }) => {
    const id = await raffles.openRaffle({ freeEntry: true });
    const [first, second] = [await world.person(), await world.person()];
    await prove(sql, first, "+525533334444");
    await rafflesAs(world.contextOf(first)).enterFree({ id });
    await sql`update users set phone = null, phone_verified_at = null where id = ${first.id}`;
    await prove(sql, second, "+525533334444");
    expect(await refusalOf(rafflesAs(world.contextOf(second)).enterFree({ id }))).toBe("STATE_CONFLICT");
  });

  test("is asked for ten times at once and given once", async ({ container, world, raffles, sql }) => {
    const id = await raffles.openRaffle({ freeEntry: true });
    const who = await world.person();
    await prove(sql, who, "+525555556666");
    const asks = Array.from({ length: 10 }, () => rafflesAs(world.contextOf(who)).enterFree({ id }));
    const answers = await Promise.allSettled(asks);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await drainEverything(container);
    expect((await rafflesAs(world.contextOf(who)).myTickets({ raffleId: id })).total).toBe(1);
  });

  test("is not given where the rules have none", async ({ world, raffles, sql }) => {
    const who = await world.person();
    await prove(sql, who, "+525577778888");
    const id = await raffles.openRaffle();
    expect(await refusalOf(rafflesAs(world.contextOf(who)).enterFree({ id }))).toBe("STATE_CONFLICT");
  });
});

test("where one stands: what was earned, what the cap cut off, what was voided, and the odds", async ({
  container,
  world,
  raffles,
}) => {
  const station = await world.station();
  const id = await raffles.openRaffle({ stationIds: [station], maxTicketsPerPerson: 6 });
  const [who, other] = [await world.person(), await world.person()];
  const couponId = crypto.randomUUID();
  const redemptionId = await raffles.redeemed(who, { stationId: station, pesos: 30_000, couponId });
  await raffles.redeemed(who, { stationId: station, pesos: 50_000 });
  await raffles.redeemed(other, { stationId: station, pesos: 20_000 });
  await drainEverything(container);
  await raffles.voided(who, { redemptionId, stationId: station, couponId });
  await drainEverything(container);
  const { standings } = await rafflesAs(world.contextOf(who)).standings();
  expect(standings.find(({ raffleId }) => raffleId === id)).toEqual({
    raffleId: id,
    raffleName: "Sorteo semanal",
    status: "OPEN",
    cap: 6,
    held: 3,
    inAll: 5,
    earned: 8,
    cutByCap: 2,
    late: 0,
    voided: 3,
  });
});
