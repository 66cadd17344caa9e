import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { adClicked } from "../events";
import type { WatchCtx } from "./ads-ctx";
import { viewFacts } from "./view-facts";
import { checkToken, type ViewKey } from "./watch-view";

/** Where the ad leads; the first click of a view is counted, whoever clicks again is only led there. */
export async function clickAd(ctx: WatchCtx, key: ViewKey): Promise<Result<string, Refusal>> {
  const token = checkToken(ctx, key);
  if (!token.ok) return token;
  return ctx.transact(async ({ views, clock, events }) => {
    const view = await views.lock(key.id);
    if (view?.userId !== ctx.actor.id) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    if (view.clickedAt === null) {
      const now = await clock.read();
      await views.clicked(view.id, now);
      await events.append([{ type: adClicked.type, aggregateId: view.id, occurredAt: now, payload: viewFacts(view) }]);
    }
    return ok(await views.targetUrl(view.campaignId));
  });
}
