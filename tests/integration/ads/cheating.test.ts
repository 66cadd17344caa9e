import { describe, expect } from "vitest";

import { endLateViews } from "@/server/ads/commands/leave-view";
import type { Id } from "@/server/kernel/id";
import { type AdWorld, test, type View } from "@/tests/support/ads-test";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, refusalOf } from "@/tests/support/coupon-test";
import type { Person } from "@/tests/support/coupon-world";

type Scene = { ads: AdWorld; owner: Person; view: View & { redemptionId: Id<"redemption"> }; other: Person };
type Cheat = (scene: Scene) => Promise<readonly string[]>;

const keyOf = ({ sessionId, token }: View) => ({ id: sessionId, token });
const complete = (ads: AdWorld, who: Person, view: View) => refusalOf(ads.asPerson(who).complete(keyOf(view)));

/** Each ends with the refusals it met; none of them earns a ticket. */
const cheats: Readonly<Record<string, Cheat>> = {
  "completing at once": async ({ ads, owner, view }) => [await complete(ads, owner, view)],

  "completing early, with many beats a second": async ({ ads, owner, view }) => {
    await ads.secondsPass(view.sessionId, 5);
    for (let beats = 0; beats < 40; beats++) await ads.asPerson(owner).beat({ ...keyOf(view), visible: true });
    return [await complete(ads, owner, view)];
  },

  "a hidden page": async ({ ads, owner, view }) => {
    for (let beats = 0; beats < 4; beats++) {
      await ads.secondsPass(view.sessionId, 5);
      await ads.asPerson(owner).beat({ ...keyOf(view), visible: false });
    }
    return [await complete(ads, owner, view)];
  },

  "a page that was hidden every other beat": async ({ ads, owner, view }) => {
    for (let beats = 0; beats < 6; beats++) {
      await ads.secondsPass(view.sessionId, 5);
      await ads.asPerson(owner).beat({ ...keyOf(view), visible: beats % 2 === 1 });
    }
    return [await complete(ads, owner, view)];
  },

  "a page that slept and came back when the time was over": async ({ ads, owner, view }) => {
    await ads.secondsPass(view.sessionId, 11);
    return [await complete(ads, owner, view)];
  },

  "a clock set forward on the phone: there is no place to say it": async ({ ads, owner, view }) => {
    await ads.asPerson(owner).beat({ ...keyOf(view), visible: true });
    return [await complete(ads, owner, view)];
  },

  "another person's view": async ({ ads, owner, other, view }) => {
    await ads.watch(owner, view);
    return [await complete(ads, other, view)];
  },

  "a token made up": async ({ ads, owner, view }) => {
    await ads.watch(owner, view);
    return [await complete(ads, owner, { ...view, token: view.token.toLowerCase() })];
  },

  "a second tab: the first is left": async ({ ads, owner, view }) => {
    const [row] = (await ads.asPerson(owner).available({ redemptionId: view.redemptionId })).ads;
    if (!row) throw new Error("there is an ad");
    await ads.asPerson(owner).start({ adId: row.id, redemptionId: view.redemptionId });
    const beat = ads.asPerson(owner).beat({ ...keyOf(view), visible: true });
    return [await refusalOf(beat), await complete(ads, owner, view)];
  },

  "coming back after the view was over": async ({ ads, owner, view }) => {
    await ads.watch(owner, view);
    await ads.secondsPass(view.sessionId, 120);
    return [await complete(ads, owner, view)];
  },
};

describe("no ticket for", () => {
  test.for(Object.entries(cheats))("%s", async ([, cheat], { ads, world, container, sql, databaseUrl }) => {
    await ads.running();
    const { id, owner } = await ads.redemption();
    const started = await ads.start(owner, id);
    const view = { ...started, redemptionId: id };
    const refusals = await cheat({ ads, owner, view, other: await world.person() });
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.every((kind) => kind === "STATE_CONFLICT" || kind === "VALIDATION_ERROR")).toBe(true);
    await drainEverything(container);
    expect(await sql`select 1 from ad_sessions where user_id = ${owner.id} and status = 'WATCHED'`).toEqual([]);
    expect(
      await sql`select 1 from ticket_grants where source_type = 'AD_ENGAGEMENT' and user_id = ${owner.id}`,
    ).toEqual([]);
    await expectBooksHold(databaseUrl);
  });

  test("watching on another person's redemption, which is not found", async ({ ads, world }) => {
    await ads.running();
    const { id } = await ads.redemption();
    const thief = await world.person();
    expect(await refusalOf(ads.asPerson(thief).available({ redemptionId: id }))).toBe("NOT_FOUND");
    const own = await ads.redemption();
    const [ad] = (await ads.asPerson(own.owner).available({ redemptionId: own.id })).ads;
    if (!ad) throw new Error("there is an ad");
    expect(await refusalOf(ads.asPerson(thief).start({ adId: ad.id, redemptionId: id }))).toBe("NOT_FOUND");
  });

  test("completing one view many times at once: one answer is yes", async ({ ads, container, sql, databaseUrl }) => {
    await ads.running();
    const { id, owner } = await ads.redemption();
    const view = await ads.start(owner, id);
    await ads.watch(owner, view);
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => ads.asPerson(owner).complete(keyOf(view))),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await drainEverything(container);
    const grants =
      await sql`select earned from ticket_grants where source_type = 'AD_ENGAGEMENT' and user_id = ${owner.id}`;
    expect(grants.every((grant) => grant["earned"] === 1)).toBe(true);
    await expectBooksHold(databaseUrl);
  });
});

test("a view nobody came back to gives its money back", async ({ ads, container, sql }) => {
  const { id: campaign, advertiser } = await ads.running({ pricePerView: "99.00" });
  const { creatives } = await ads.asPerson(advertiser).campaign({ id: campaign });
  const { id, owner } = await ads.redemption();
  const adId = creatives[0]?.id;
  if (!adId) throw new Error("a campaign has an ad");
  const view = await ads.asPerson(owner).start({ adId, redemptionId: id });
  expect(await ads.asPerson(advertiser).campaign({ id: campaign })).toMatchObject({ reserved: "99.00" });
  await ads.secondsPass(view.sessionId, 200);
  await endLateViews(container.systemContext("test"));
  expect(await ads.asPerson(advertiser).campaign({ id: campaign })).toMatchObject({ reserved: "0.00", spent: "0.00" });
  expect(await sql`select status from ad_sessions where id = ${view.sessionId}`).toEqual([{ status: "LEFT" }]);
});
