import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { localDay, localHour, MEXICO_CITY } from "@/server/kernel/time";

import { type Visit, viewsOffered } from "../domain/campaign";
import { endRefusal, ladderEnd, secondsOf, viewsPerDay } from "../domain/ladder";
import type { ViewSession } from "../domain/view-session";
import { adViewStarted } from "../events";
import type { AdsUnit } from "../ports";
import type { WatchCtx } from "./ads-ctx";
import { leaveView } from "./leave-view";
import { viewFacts } from "./view-facts";

export type ViewAsk = { readonly adId: Id<"creative">; readonly redemptionId: Id<"redemption"> };

export type StartedView = {
  readonly sessionId: Id<"adSession">;
  readonly token: string;
  readonly durationSeconds: number;
};

/**
 * Begins the next step of a redemption's ladder with this ad and promises its price. One view at a time: another that is
 * open is left by this one.
 */
export async function startView(ctx: WatchCtx, ask: ViewAsk): Promise<Result<StartedView, Refusal>> {
  const view = await ctx.transact((unit) => start(ctx, unit, ask));
  if (!view.ok) return view;
  const { id, userId, durationSeconds } = view.value;
  return ok({ sessionId: id, durationSeconds, token: ctx.services.viewTokens.tokenOf(id, userId) });
}

async function start(ctx: WatchCtx, unit: AdsUnit, ask: ViewAsk): Promise<Result<ViewSession, Refusal>> {
  const { views, campaigns, clock, events } = unit;
  const userId = ctx.actor.id;
  await views.lockViewer(userId);
  const redemption = await unit.redemptionBehind(ask.redemptionId);
  const campaignId = await views.campaignOf(ask.adId);
  if (redemption?.userId !== userId || !campaignId) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
  const open = await views.openOf(userId);
  const day = localDay(await clock.read(), MEXICO_CITY);
  // In id order, before anything that belongs to them: two people who change ads cross-wise never wait for each other.
  for (const id of [...new Set([campaignId, open?.campaignId ?? campaignId])].sort()) await campaigns.lock(id, day);
  if (open) await leaveView(unit, open.id);
  const campaign = await campaigns.lock(campaignId, day);
  const station = await unit.stationCard(redemption.stationId);
  if (!campaign || !station) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
  const now = await clock.read();
  const stepsDone = await views.stepsDone(redemption.id);
  const end = ladderEnd({ ...redemption, base: redemption.ticketsEarned, stepsDone }, now);
  if (end !== null) return refuse(endRefusal(end));
  const { stationId, fuel } = redemption;
  const visit: Visit = { stationId, fuel, now, state: station.state, hour: localHour(now, station.timeZone) };
  const seen = await views.seenToday({ userId, creativeId: ask.adId, day });
  if (viewsOffered(campaign, visit) === 0 || seen >= viewsPerDay) return refuse(endRefusal("NO_ADS"));
  const step = stepsDone + 1;
  const view: ViewSession = {
    ...{ id: ctx.newId("adSession"), userId, redemptionId: redemption.id, stationId, campaignId, creativeId: ask.adId },
    ...{ step, durationSeconds: secondsOf(step), price: campaign.pricePerView, day },
    ...{ status: "OPEN", startedAt: now, lastBeatAt: now, isVisible: true, visibleMs: 0, clickedAt: null },
  };
  await views.reserve(view);
  await views.start(view);
  await events.append([{ type: adViewStarted.type, aggregateId: view.id, occurredAt: now, payload: viewFacts(view) }]);
  return ok(view);
}
