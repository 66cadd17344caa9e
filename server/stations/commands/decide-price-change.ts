import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import { priceKey } from "@/server/stations/domain/import-suspicion";
import type { PriceRequestDecision } from "@/server/stations/domain/price-request";
import { type PriceChangeDecided, priceChangeDecided } from "@/server/stations/events";
import type { StationsUnit } from "@/server/stations/ports";

import { setPrice } from "./change-price";

export type DecideAsk = { readonly id: Id<"row">; readonly decision: PriceRequestDecision["state"] };

/** An admin approves or rejects a change that was too big for one person: never their own. */
export function decidePriceChange(
  ctx: Ctx<StationsUnit, UserActor>,
  ask: DecideAsk,
): Promise<Result<DecideAsk, Refusal>> {
  return ctx.transact(async (unit) => {
    const request = await unit.stations.lockRequest(ask.id);
    const station = request && (await unit.stations.lock(request.stationId));
    if (!request || !station) return refuse({ kind: "NOT_FOUND" });
    if (request.requestedBy === ctx.actor.id) return refuse({ kind: "ACCESS_DENIED" });
    const now = await unit.clock.read();
    const { stationId, fuel, price, effectiveFrom } = request;
    if (ask.decision === "APPROVED") {
      const periods = (await unit.prices.endingAfter([stationId], now, "read")).get(priceKey(request)) ?? [];
      const from = effectiveFrom !== null && effectiveFrom > now ? effectiveFrom : now;
      const set = await setPrice(ctx, unit, {
        ...{ stationId, fuel, periods, timeZone: station.timeZone },
        change: { price, from, source: "ADMIN" },
      });
      if (!set.ok) return set;
    }
    await unit.stations.decideRequest({ id: ask.id, state: ask.decision, decidedBy: ctx.actor.id, at: now });
    const payload: PriceChangeDecided = { requestId: ask.id, stationId, fuel, state: ask.decision };
    await unit.events.append([{ type: priceChangeDecided.type, aggregateId: stationId, occurredAt: now, payload }]);
    return ok(ask);
  });
}
