import type { Sql } from "postgres";

import { storeImage } from "@/server/ads/commands/store-image";
import { adsRouter } from "@/server/ads/router/ads";
import type { CreateCampaignInput } from "@/server/ads/schemas/campaign";
import { createCallerFactory } from "@/server/api/init";
import type { ApiCtx } from "@/server/container";
import type { Id } from "@/server/kernel/id";

import { redemptionsAs } from "./coupon-test";
import type { Person, World } from "./coupon-world";
import { test as withRaffles } from "./raffle-test";

const callerOf = createCallerFactory(adsRouter);
export const adsAs = (ctx: ApiCtx) => callerOf(ctx);

/** The smallest picture there is: a PNG's mark is all that is asked of it. */
const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0);

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

/** Campaigns, redemptions to watch them after, and a clock that can be moved on for the views under way. */
function createAdWorld(sql: Sql, world: World) {
  const asPerson = (who: Person) => adsAs(world.contextOf(who));

  async function imageOf(advertiser: Person): Promise<Id<"file">> {
    const ctx = world.contextOf(advertiser);
    if (ctx.actor.kind !== "user") throw new Error("an advertiser is a person");
    const stored = await storeImage({ ...ctx, actor: ctx.actor }, picture);
    if (!stored.ok) throw new Error(stored.refusal.kind);
    return stored.value;
  }

  async function campaignInput(
    advertiser: Person,
    wish: Partial<CreateCampaignInput> = {},
  ): Promise<CreateCampaignInput> {
    return {
      ...{ name: "Campaña", targetUrl: "https://example.mx/", startDate: inHours(-1), endDate: inHours(24) },
      ...{ stationIds: null, states: null, fuels: null, hours: null },
      ...{ budgetTotal: "100.00", budgetPerDay: "100.00", pricePerView: "1.50" },
      creatives: [{ title: "Llantas", imageId: await imageOf(advertiser) }],
      ...wish,
    };
  }

  /** Created, submitted and approved. */
  async function running(wish: Partial<CreateCampaignInput> = {}) {
    const advertiser = await world.person("ADVERTISER");
    const { id } = await asPerson(advertiser).createCampaign(await campaignInput(advertiser, wish));
    await asPerson(advertiser).stepCampaign({ id, step: "SUBMIT" });
    const admin = await world.person("ADMIN");
    await asPerson(admin).decideCampaign({ id, decision: "APPROVE", reason: "en orden" });
    return { id, advertiser };
  }

  /** A customer's redemption, 450.00 for 4 tickets unless told otherwise. */
  async function redemption(amount = "450.00") {
    const station = await world.station();
    const owner = await world.person();
    const coupon = await world.coupon({ owner });
    const attendant = await world.attendantAt(station);
    const { id } = await redemptionsAs(world.contextOf(attendant)).redeem({
      qrCode: coupon.code,
      stationId: station,
      pumpNumber: 1,
      amount,
    });
    return { id, owner, station, attendant, coupon };
  }

  /** As if the time had gone by: what the database's clock would have read before lies further back. */
  const secondsPass = (sessionId: string, seconds: number): Promise<unknown> =>
    sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update ad_sessions set started_at = started_at - make_interval(secs => ${seconds}),
        last_beat_at = last_beat_at - make_interval(secs => ${seconds}) where id = ${sessionId}`;
    });

  /** Beats every five seconds until the duration is over, as the page does. */
  async function watch(who: Person, { sessionId, token, durationSeconds }: View): Promise<void> {
    for (let left = durationSeconds; left > 0; left -= 5) {
      await secondsPass(sessionId, Math.min(5, left));
      await asPerson(who).beat({ id: sessionId, token, visible: true });
    }
  }

  /** The first rung, started. */
  async function start(who: Person, redemptionId: Id<"redemption">): Promise<View> {
    const { ads } = await asPerson(who).available({ redemptionId });
    const [first] = ads;
    if (!first) throw new Error("there is no ad to watch");
    return asPerson(who).start({ adId: first.id, redemptionId });
  }

  return { asPerson, imageOf, campaignInput, running, redemption, secondsPass, watch, start };
}

export type View = { readonly sessionId: Id<"adSession">; readonly token: string; readonly durationSeconds: number };
export type AdWorld = ReturnType<typeof createAdWorld>;

export const test = withRaffles.extend("ads", { scope: "file" }, async ({ sql, world }): Promise<AdWorld> =>
  createAdWorld(sql, world),
);
