import "server-only";
import { FUELS } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { parsePrice } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import { isWithin, MEXICO } from "@/server/stations/domain/outline";
import { parsePermit } from "@/server/stations/domain/permit";
import { changePrice } from "@/server/stations/domain/price-period";
import { canJoinNetwork, type StationDraft } from "@/server/stations/domain/station-draft";
import { timeZoneOf } from "@/server/stations/domain/time-zone";
import { type StationCreated, stationCreated } from "@/server/stations/events";
import type { PricePlanOf, StationsUnit } from "@/server/stations/ports";
import type { CreateStationInput } from "@/server/stations/schemas/managing";

const wrong = (path: string, message: string) => refuse({ kind: "VALIDATION_ERROR", details: [{ path, message }] });

/** An admin adds a station that the feed does not know, or not yet. `STATE_CONFLICT`: the permit has a station. */
export async function createStation(
  ctx: Ctx<StationsUnit, UserActor>,
  input: CreateStationInput,
): Promise<Result<{ id: Id<"station"> }, Refusal>> {
  const draft = draftOf(ctx, input);
  if (!draft.ok) return draft;
  const { id, acceptsCoupons, contractDate } = draft.value;
  return ctx.transact(async ({ stations, prices, events, clock }) => {
    const now = await clock.read();
    if (acceptsCoupons && !canJoinNetwork(contractDate, localDay(now, MEXICO_CITY)))
      return wrong("contractDate", "the network needs a contract that has begun");
    if (!(await stations.insert(draft.value))) return refuse({ kind: "STATE_CONFLICT" });
    await prices.apply(firstPrices(id, input, now), ctx.actor.id);
    const payload: StationCreated = { stationId: id, acceptsCoupons };
    await events.append([{ type: stationCreated.type, aggregateId: id, occurredAt: now, payload }]);
    return ok({ id });
  });
}

function draftOf(ctx: Ctx<StationsUnit>, input: CreateStationInput): Result<StationDraft, Refusal> {
  const { prices: _prices, permit: rawPermit, latitude, longitude, ...fields } = input;
  const permit = parsePermit(rawPermit);
  if (permit?.kind !== "RETAIL") return wrong("permit", "must be a permit of a station, such as PL/1234/EXP/ES/2015");
  const place = { latitude, longitude };
  if (!isWithin(place, MEXICO)) return wrong("latitude", "lies outside Mexico");
  return ok({
    ...fields,
    id: ctx.newId("station"),
    permit: permit.text,
    permitKind: permit.kind,
    place,
    timeZone: timeZoneOf(place),
    source: "ADMIN",
  });
}

const firstPrices = (stationId: Id<"station">, { prices }: CreateStationInput, from: Date): PricePlanOf[] =>
  FUELS.flatMap((fuel) => {
    const price = parsePrice(prices[fuel] ?? "");
    const plan = price && changePrice([], { price, from, source: "ADMIN" });
    return plan ? [{ stationId, fuel, plan }] : [];
  });
