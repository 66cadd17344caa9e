import { describe, expect } from "vitest";

import { test } from "@/tests/support/ads-test";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, redemptionsAs, refusalOf } from "@/tests/support/coupon-test";
import { rafflesAs } from "@/tests/support/raffle-world";

describe("an ad watched after a redemption", () => {
  test("adds its tickets through the log, in every raffle open then and now", async ({
    container,
    world,
    raffles,
    ads,
    databaseUrl,
  }) => {
    const raffle = await raffles.openRaffle();
    const { id: campaign, advertiser } = await ads.running();
    const { id, owner, station } = await ads.redemption();
    const late = await raffles.openRaffle();
    const mine = ads.asPerson(owner);

    const ladder = await mine.available({ redemptionId: id });
    expect(ladder).toMatchObject({ end: null, baseTickets: 4, totalTickets: 4, stepsDone: 0 });
    expect(
      ladder.ads.map(({ step, durationSeconds, totalTicketsAfter }) => [step, durationSeconds, totalTicketsAfter]),
    ).toEqual([
      [1, 10, 5],
      [2, 15, 5],
      [3, 30, 5],
    ]);

    const view = await ads.start(owner, id);
    expect(view.durationSeconds).toBe(10);
    await ads.watch(owner, view);
    const key = { id: view.sessionId, token: view.token };
    expect(await mine.complete(key)).toEqual({ bonusTicketsGenerated: 1, totalTickets: 5 });
    expect(await mine.click(key)).toEqual({ url: "https://example.mx/" });
    await drainEverything(container);

    const tickets = rafflesAs(world.contextOf(owner));
    expect((await tickets.myTickets({ raffleId: raffle })).tickets.map(({ source }) => source)).toEqual([
      ...Array.from({ length: 4 }, () => "REDEMPTION"),
      "AD_ENGAGEMENT",
    ]);
    expect((await tickets.myTickets({ redemptionId: id, raffleId: raffle })).total).toBe(5);
    expect((await tickets.myTickets({ raffleId: late })).total).toBe(0);
    expect(await tickets.log({ id: raffle })).toMatchObject({ bySource: { REDEMPTION: 4, AD_ENGAGEMENT: 1 } });

    const report = await ads.asPerson(advertiser).report({ id: campaign });
    expect(report.total).toEqual({ started: 1, views: 1, clicks: 1, spent: "1.50" });
    expect(report.rows).toMatchObject([{ stationId: station, views: 1, clicks: 1, spent: "1.50" }]);
    expect(JSON.stringify(report)).not.toContain(owner.id);
    expect(await ads.asPerson(advertiser).campaign({ id: campaign })).toMatchObject({
      spent: "1.50",
      reserved: "0.00",
    });
    await expectBooksHold(databaseUrl);
  });

  test("loses its tickets when the redemption is voided, before or after the event was read", async ({
    container,
    world,
    raffles,
    ads,
    databaseUrl,
  }) => {
    const raffle = await raffles.openRaffle();
    await ads.running();
    for (const isDrainedBefore of [true, false]) {
      const { id, owner, attendant } = await ads.redemption();
      const view = await ads.start(owner, id);
      await ads.watch(owner, view);
      await ads.asPerson(owner).complete({ id: view.sessionId, token: view.token });
      if (isDrainedBefore) await drainEverything(container);
      await redemptionsAs(world.contextOf(attendant)).void({ id, reason: "error de captura" });
      await drainEverything(container);
      expect((await rafflesAs(world.contextOf(owner)).myTickets({ raffleId: raffle })).total).toBe(0);
    }
    await expectBooksHold(databaseUrl);
  });

  test("must begin within thirty minutes, hangs on tickets, and is capped a day", async ({ ads, sql }) => {
    await ads.running();
    const poor = await ads.redemption("60.00");
    expect(await ads.asPerson(poor.owner).available({ redemptionId: poor.id })).toMatchObject({
      ads: [],
      end: "NO_TICKETS",
    });

    const { id, owner } = await ads.redemption();
    for (let views = 0; views < 3; views++) {
      const view = await ads.start(owner, id);
      await ads.watch(owner, view);
      await ads.asPerson(owner).complete({ id: view.sessionId, token: view.token });
    }
    const shown = await ads.asPerson(owner).available({ redemptionId: id });
    expect(shown.stepsDone).toBe(3);
    const seen =
      await sql`select creative_id, count(*)::int as n from ad_sessions where user_id = ${owner.id} group by 1`;
    expect(Math.max(...seen.map((row) => Number(row["n"])))).toBeLessThanOrEqual(3);
  });

  test("is left by the next one, which gives the money back", async ({ ads }) => {
    const { id: campaign, advertiser } = await ads.running({ budgetTotal: "1.50", budgetPerDay: "1.50" });
    const { id, owner } = await ads.redemption();
    const { creatives } = await ads.asPerson(advertiser).campaign({ id: campaign });
    const adId = creatives[0]?.id;
    if (!adId) throw new Error("a campaign has an ad");
    const first = await ads.asPerson(owner).start({ adId, redemptionId: id });
    const other = await ads.redemption();
    expect(await refusalOf(ads.asPerson(other.owner).start({ adId, redemptionId: other.id }))).toBe("STATE_CONFLICT");
    const second = await ads.asPerson(owner).start({ adId, redemptionId: id });
    await ads.watch(owner, second);
    expect(await refusalOf(ads.asPerson(owner).beat({ id: first.sessionId, token: first.token, visible: true }))).toBe(
      "STATE_CONFLICT",
    );
    await ads.asPerson(owner).complete({ id: second.sessionId, token: second.token });
    expect(await ads.asPerson(advertiser).campaign({ id: campaign })).toMatchObject({
      ...{ status: "COMPLETED", spent: "1.50", reserved: "0.00", views: 1 },
    });
  });
});
