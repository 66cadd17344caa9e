import { describe, expect } from "vitest";

import { fromHex } from "@/server/kernel/bytes";
import { pathOf, receiptFault } from "@/server/raffles/domain/receipt";
import { isConsistent } from "@/server/raffles/domain/tree-proof";
import { drainEverything } from "@/tests/support/coupon-test";
import { test } from "@/tests/support/raffle-test";
import { rafflesAs, strangerOf } from "@/tests/support/raffle-world";

describe("redemptions become tickets", () => {
  test("in every raffle that covers the station, with receipts that prove them offline", async ({
    container,
    world,
    raffles,
  }) => {
    const [station, elsewhere] = [await world.station(), await world.station()];
    const weekly = await raffles.openRaffle({ stationIds: [station] });
    const other = await raffles.openRaffle({ stationIds: [elsewhere] });
    const who = await world.person();
    const first = await raffles.redeemed(who, { stationId: station, pesos: 50_000, volume: 21_276 });
    await raffles.redeemed(who, { stationId: station, pesos: 5_000 });
    await drainEverything(container);

    const mine = rafflesAs(world.contextOf(who));
    const { tickets, total } = await mine.myTickets({ raffleId: weekly });
    expect(total).toBe(6);
    expect(tickets.map((ticket) => ticket.ticketNumber)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(tickets[0]).toMatchObject({ multiplier: "1", source: "REDEMPTION", sourceRedemptionId: first });
    expect(new Set(tickets.map((ticket) => ticket.id)).size).toBe(6);
    expect((await mine.myTickets({ raffleId: other })).total).toBe(0);

    const { blocks } = await mine.blocks({ raffleId: weekly });
    const keys = await container.services.raffles.drawKeys.published();
    expect(blocks.map(({ receipt }) => receiptFault(receipt, keys))).toEqual([null]);

    const log = await rafflesAs(strangerOf(container)).log({ id: weekly });
    expect(log).toMatchObject({
      leaves: 1,
      tickets: 6,
      bySource: { REDEMPTION: 6 },
      backing: { redemptions: 2, pesos: "550.00" },
    });
  });

  test("page by page, number after number", async ({ container, world, raffles }) => {
    const station = await world.station();
    const id = await raffles.openRaffle({ stationIds: [station] });
    const who = await world.person();
    for (let i = 0; i < 3; i++) await raffles.redeemed(who, { stationId: station, pesos: 30_000 });
    await drainEverything(container);
    const seen: number[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await rafflesAs(world.contextOf(who)).myTickets({ raffleId: id, limit: 4, cursor });
      seen.push(...page.tickets.map((ticket) => ticket.ticketNumber));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("never above the cap, and what is cut off is on record", async ({ container, world, raffles, sql }) => {
    const station = await world.station();
    const id = await raffles.openRaffle({ stationIds: [station], maxTicketsPerPerson: 8 });
    const who = await world.person();
    for (let i = 0; i < 3; i++) await raffles.redeemed(who, { stationId: station, pesos: 50_000 });
    await drainEverything(container);
    const grants =
      await sql`select earned, granted, reason from ticket_grants where raffle_id = ${id} order by granted desc`;
    expect(grants).toEqual([
      { earned: 5, granted: 5, reason: "pesos" },
      { earned: 5, granted: 3, reason: "capped" },
      { earned: 5, granted: 0, reason: "capped" },
    ]);
    expect((await rafflesAs(world.contextOf(who)).byId({ id })).userTickets).toBe(8);
  });

  test("exactly once: the whole log drained three times more changes nothing", async ({
    container,
    world,
    raffles,
    sql,
  }) => {
    const station = await world.station();
    const id = await raffles.openRaffle({ stationIds: [station] });
    const people = await Promise.all([1, 2, 3].map(() => world.person()));
    for (const who of people) await raffles.redeemed(who, { stationId: station, pesos: 40_000 });
    await drainEverything(container);
    const before = await sql`select * from ticket_blocks where raffle_id = ${id} order by leaf_index`;
    const raffle = await sql`select leaves, tickets, peaks, backing_redemptions from raffles where id = ${id}`;
    for (let replays = 0; replays < 3; replays++) {
      await sql`update subscriptions set last_epoch = 0, last_xid = '0', last_id = 0 where name = 'issue-tickets'`;
      await drainEverything(container);
      expect(await sql`select * from ticket_blocks where raffle_id = ${id} order by leaf_index`).toEqual(before);
      expect(await sql`select leaves, tickets, peaks, backing_redemptions from raffles where id = ${id}`).toEqual(
        raffle,
      );
    }
  });

  test("a prize's coupon earns nothing, and neither does the opening's past or the close's future", async ({
    container,
    world,
    raffles,
    sql,
  }) => {
    const station = await world.station();
    const id = await raffles.openRaffle({ stationIds: [station] });
    const who = await world.person();
    await raffles.redeemed(who, { stationId: station, pesos: 50_000, paidByPrize: true });
    await raffles.redeemed(who, { stationId: station, pesos: 50_000, at: new Date(Date.now() - 120_000) });
    await raffles.redeemed(who, { stationId: station, pesos: 50_000, at: new Date(Date.now() + 7_200_000) });
    await drainEverything(container);
    const grants = await sql`select earned, granted, reason from ticket_grants where raffle_id = ${id}`;
    expect(grants).toEqual([{ earned: 0, granted: 0, reason: "paid-by-prize" }]);
  });

  test("a malformed event is parked and the rest goes on", async ({ container, world, raffles, sql }) => {
    const station = await world.station();
    const id = await raffles.openRaffle({ stationIds: [station] });
    const who = await world.person();
    const couponId = crypto.randomUUID();
    const event = { type: "CouponRedeemed", aggregateId: couponId, occurredAt: new Date(), payload: { couponId } };
    await container.systemContext("test").transact((unit) => unit.events.append([event]));
    await raffles.redeemed(who, { stationId: station, pesos: 10_000 });
    await drainEverything(container);
    expect(
      await sql`select state from dead_events where aggregate_id = ${couponId} and subscription = 'issue-tickets'`,
    ).toEqual([{ state: "POISON" }]);
    expect((await rafflesAs(strangerOf(container)).log({ id })).tickets).toBe(1);
    await sql`delete from dead_events`;
  });
});

describe("a void before the close", () => {
  test("goes to the void list, leaves the log as it is and frees the cap", async ({
    container,
    world,
    raffles,
    sql,
  }) => {
    const station = await world.station();
    const id = await raffles.openRaffle({ stationIds: [station], maxTicketsPerPerson: 5 });
    const who = await world.person();
    const couponId = crypto.randomUUID();
    const redemptionId = await raffles.redeemed(who, { stationId: station, pesos: 50_000, couponId });
    await drainEverything(container);
    await raffles.voided(who, { redemptionId, stationId: station, couponId });
    await raffles.redeemed(who, { stationId: station, pesos: 30_000 });
    await drainEverything(container);
    expect(await sql`select leaf_index::int from ticket_voids where raffle_id = ${id}`).toEqual([{ leaf_index: 0 }]);
    const mine = rafflesAs(world.contextOf(who));
    const { tickets, total } = await mine.myTickets({ raffleId: id });
    expect([total, ...tickets.map((ticket) => ticket.ticketNumber)]).toEqual([3, 5, 6, 7]);
    expect((await mine.byId({ id })).userTickets).toBe(3);
    expect(await rafflesAs(strangerOf(container)).log({ id })).toMatchObject({
      leaves: 2,
      tickets: 8,
      voidedTickets: 5,
    });
  });
});

describe("the log, for strangers", () => {
  test("each head is a beginning of the next, and proofs reach across kept subtrees", async ({
    container,
    world,
    raffles,
    sql,
  }) => {
    const station = await world.station();
    const id = await raffles.openRaffle({ stationIds: [station] });
    const people = await Promise.all(Array.from({ length: 12 }, () => world.person()));
    const append = async (count: number) => {
      await raffles.redeemedAll(
        Array.from({ length: count }, (_, i) => ({
          who: people[i % 12] ?? raffles.admin,
          stationId: station,
          pesos: 10_000,
        })),
      );
      await drainEverything(container);
    };
    const stranger = rafflesAs(strangerOf(container));
    await append(300);
    const early = await stranger.log({ id });
    await append(423);
    const late = await stranger.log({ id });
    expect([early.leaves, late.leaves]).toEqual([300, 723]);
    const { path } = await stranger.logConsistency({ id, from: 300, to: 723 });
    const rootIn = (log: typeof early) => ({ hash: fromHex(log.root), sum: log.tickets });
    const claim = {
      old: { size: 300, root: rootIn(early) },
      new: { size: 723, root: rootIn(late) },
      path: pathOf(path),
    };
    expect(isConsistent(claim)).toBe(true);
    expect(isConsistent({ ...claim, new: { size: 723, root: { ...rootIn(late), sum: 724 } } })).toBe(false);

    const keys = await container.services.raffles.drawKeys.published();
    for (const who of people.slice(0, 2)) {
      const { blocks } = await rafflesAs(world.contextOf(who)).blocks({ raffleId: id, limit: 100 });
      expect(blocks.length).toBeGreaterThan(50);
      for (const { receipt } of blocks) expect(receiptFault(receipt, keys)).toBeNull();
    }
    const proof = await stranger.logProof({ id, leaf: 5, treeSize: 300 });
    expect(proof).toMatchObject({ leaf: 5, treeSize: 300, first: 5, count: 1 });
    const [kept] = await sql`select count(*)::int as n from ticket_log_nodes where raffle_id = ${id}`;
    expect(kept).toEqual({ n: 2 + 1 });
    await expect(stranger.logProof({ id, leaf: 723 })).rejects.toMatchObject({ refusal: { kind: "NOT_FOUND" } });
  });
});
