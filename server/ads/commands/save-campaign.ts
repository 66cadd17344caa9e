import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal, RefusalDetail } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";
import type { Ctx, UserActor } from "@/server/platform/ctx";

import type { CampaignContent } from "../domain/campaign";
import { campaignChanged, campaignCreated } from "../events";
import type { AdsUnit } from "../ports";

type AdvertiserCtx = Ctx<AdsUnit, UserActor>;

/** A draft: nothing is shown before it was submitted and approved. */
export const createCampaign = (
  ctx: AdvertiserCtx,
  content: CampaignContent,
): Promise<Result<Id<"campaign">, Refusal>> =>
  ctx.transact(async (unit) => {
    const { campaigns, clock, events } = unit;
    const now = await clock.read();
    const faults = [...faultsOf(content, now), ...(await imageFaults(unit, ctx.actor.id, content))];
    if (faults.length > 0) return refuse({ kind: "VALIDATION_ERROR", details: faults } satisfies Refusal);
    const id = ctx.newId("campaign");
    await campaigns.insert(id, ctx.actor.id, content);
    const payload = { campaignId: id, advertiserId: ctx.actor.id, budgetCentavos: content.budget };
    await events.append([{ type: campaignCreated.type, aggregateId: id, occurredAt: now, payload }]);
    return ok(id);
  });

/** Drafts only, as a whole: what was approved is what is shown. */
export const changeCampaign = (
  ctx: AdvertiserCtx,
  id: Id<"campaign">,
  content: CampaignContent,
): Promise<Result<null, Refusal>> =>
  ctx.transact(async (unit) => {
    const { campaigns, clock, events } = unit;
    const campaign = await campaigns.lock(id, localDay(await clock.read(), MEXICO_CITY));
    if (campaign?.advertiserId !== ctx.actor.id) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    if (campaign.status !== "DRAFT") {
      return refuse({ kind: "STATE_CONFLICT", details: [{ path: "status", message: campaign.status }] });
    }
    const now = await clock.read();
    const faults = [...faultsOf(content, now), ...(await imageFaults(unit, ctx.actor.id, content))];
    if (faults.length > 0) return refuse({ kind: "VALIDATION_ERROR", details: faults } satisfies Refusal);
    await campaigns.saveContent(id, content);
    const payload = { campaignId: id, budgetCentavos: content.budget };
    await events.append([{ type: campaignChanged.type, aggregateId: id, occurredAt: now, payload }]);
    return ok(null);
  });

function faultsOf(content: CampaignContent, now: Date): RefusalDetail[] {
  const faults: RefusalDetail[] = [];
  if (content.endsAt <= content.startsAt) faults.push({ path: "endDate", message: "must be after the start" });
  if (content.endsAt <= now) faults.push({ path: "endDate", message: "must not be over" });
  if (content.dailyBudget > content.budget) {
    faults.push({ path: "budgetPerDay", message: "must not be more than the whole budget" });
  }
  if (content.pricePerView > content.dailyBudget) {
    faults.push({ path: "pricePerView", message: "must not be more than the budget of a day" });
  }
  return faults;
}

async function imageFaults(
  { campaigns }: AdsUnit,
  owner: Id<"user">,
  { creatives }: CampaignContent,
): Promise<RefusalDetail[]> {
  const ids = creatives.map(({ fileId }) => fileId);
  const own = await campaigns.ownImages(ids, owner);
  return ids.flatMap((id, at) =>
    own.has(id) ? [] : [{ path: `creatives.${at}.imageId`, message: "is no picture of yours" }],
  );
}
