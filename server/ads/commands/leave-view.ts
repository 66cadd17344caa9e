import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Ctx } from "@/server/platform/ctx";

import { adViewLeft } from "../events";
import type { AdsUnit } from "../ports";
import { moveCampaign } from "./move-campaign";
import { viewFacts } from "./view-facts";

/** Ends a view that was not watched; the campaign has its money again. Nothing where it has ended already. */
export async function leaveView({ views, campaigns, clock, events }: AdsUnit, id: Id<"adSession">): Promise<void> {
  const known = await views.find(id);
  if (!known) return;
  await campaigns.lock(known.campaignId, known.day);
  const view = await views.lock(id);
  if (view?.status !== "OPEN") return;
  const now = await clock.read();
  await views.left(id, now);
  await views.release(view);
  const payload = { ...viewFacts(view), visibleMs: view.visibleMs };
  await events.append([{ type: adViewLeft.type, aggregateId: id, occurredAt: now, payload }]);
}

/** Views nobody came back to, and campaigns whose time is over. Safe to run at any pace, on several instances. */
export async function endLateViews(ctx: Ctx<AdsUnit>): Promise<void> {
  const { viewIds, campaignIds } = await ctx.transact(async ({ views, campaigns, clock }) => {
    const now = await clock.read();
    return { viewIds: await views.overdue(now), campaignIds: await campaigns.overdue(now) };
  });
  for (const id of viewIds) await ctx.transact((unit) => leaveView(unit, id));
  for (const id of campaignIds) {
    await ctx.transact((unit) => moveCampaign(unit, { id, step: "COMPLETE", reason: "its time is over" }));
  }
}
