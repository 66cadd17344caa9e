import "server-only";
import { centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { isSpent } from "../domain/campaign";
import { endRefusal, ticketsOf, totalAfter } from "../domain/ladder";
import { isWatched, type ViewSession, watchedUntil, type Watching } from "../domain/view-session";
import { adWatched } from "../events";
import type { AdsUnit, LockedCampaign } from "../ports";
import type { WatchCtx } from "./ads-ctx";
import { moveCampaign } from "./move-campaign";
import { viewFacts } from "./view-facts";
import { checkToken, judgeOpen, type ViewKey } from "./watch-view";

/** `total`: of the redemption, its own tickets included; both before any cap. */
export type Reward = { readonly tickets: number; readonly total: number };

const tooShort: Refusal = { kind: "STATE_CONFLICT", details: [{ path: "id", message: "NOT_WATCHED" }] };

/**
 * Ends a view that was watched: its price is taken and its tickets follow from the event, as those of redemptions do. The
 * view's lock is its first write, so whatever is watched before a raffle's close is below the freeze's horizon.
 */
export async function completeView(ctx: WatchCtx, key: ViewKey): Promise<Result<Reward, Refusal>> {
  const token = checkToken(ctx, key);
  if (!token.ok) return token;
  return ctx.transact(async (unit) => {
    const { views, campaigns, clock } = unit;
    const known = await views.find(key.id);
    const campaign = known && (await campaigns.lock(known.campaignId, known.day));
    const locked = await views.lock(key.id);
    const now = await clock.read();
    const open = judgeOpen(locked, ctx.actor.id, now);
    if (!open.ok) return open;
    const view = open.value;
    const watching = watchedUntil(view, { at: now, isVisible: true });
    if (!isWatched(watching, view.durationSeconds)) return refuse(tooShort);
    if (!campaign) throw new Error("a view has a campaign");
    return reward(unit, { view, watching, campaign });
  });
}

type Finished = { view: ViewSession; watching: Watching; campaign: LockedCampaign };

async function reward(unit: AdsUnit, finished: Finished): Promise<Result<Reward, Refusal>> {
  const { view, watching } = finished;
  const redemption = await unit.redemptionBehind(view.redemptionId);
  if (!redemption) throw new Error("a view hangs on a redemption");
  if (redemption.isVoided) return refuse(endRefusal("VOIDED"));
  const base = redemption.ticketsEarned;
  const tickets = ticketsOf(base, view.step);
  await unit.views.watched(view.id, { ...watching, tickets });
  await unit.views.capture(view);
  const payload = {
    ...viewFacts(view),
    stationId: view.stationId,
    redeemedAt: redemption.redeemedAt.toISOString(),
    watchedAt: watching.lastBeatAt.toISOString(),
    visibleMs: watching.visibleMs,
    priceCentavos: view.price,
    tickets,
  };
  await unit.events.append([{ type: adWatched.type, aggregateId: view.id, occurredAt: watching.lastBeatAt, payload }]);
  await endIfSpent(unit, finished);
  return ok({ tickets, total: totalAfter(base, view.step) });
}

/** The last view a budget pays for ends its campaign. */
async function endIfSpent(unit: AdsUnit, { view, campaign }: Finished): Promise<void> {
  const after = {
    captured: centavos(campaign.captured + view.price),
    reserved: centavos(campaign.reserved - view.price),
  };
  const isRunning = campaign.status === "ACTIVE" || campaign.status === "PAUSED";
  if (!isRunning || !isSpent({ budget: campaign.total.budget, pricePerView: campaign.pricePerView }, after)) return;
  await moveCampaign(unit, { id: campaign.id, step: "COMPLETE", reason: "its budget is spent" });
}
