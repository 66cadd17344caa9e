import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import { isWithin, MEXICO } from "@/server/stations/domain/outline";
import { canJoinNetwork, type StationPatch } from "@/server/stations/domain/station-draft";
import { timeZoneOf } from "@/server/stations/domain/time-zone";
import { type StationUpdated, stationUpdated } from "@/server/stations/events";
import type { StationsUnit } from "@/server/stations/ports";
import type { UpdateStationInput } from "@/server/stations/schemas/managing";

const wrong = (path: string, message: string) => refuse({ kind: "VALIDATION_ERROR", details: [{ path, message }] });

/** An admin changes what is given and leaves the rest; taking a station into the network needs a contract that has begun. */
export async function updateStation(
  ctx: Ctx<StationsUnit, UserActor>,
  input: UpdateStationInput,
): Promise<Result<{ id: Id<"station"> }, Refusal>> {
  const { id } = input;
  const patch = patchOf(input);
  if (!patch.ok) return patch;
  return ctx.transact(async ({ stations, events, clock }) => {
    const before = await stations.lock(id);
    if (!before) return refuse({ kind: "NOT_FOUND" });
    const now = await clock.read();
    const { acceptsCoupons = before.acceptsCoupons, contractDate = before.contractDate } = patch.value;
    if (acceptsCoupons && !canJoinNetwork(contractDate, localDay(now, MEXICO_CITY)))
      return wrong("contractDate", "the network needs a contract that has begun");
    await stations.update(id, patch.value, now);
    const fields = Object.keys(patch.value).toSorted();
    const payload: StationUpdated = { stationId: id, fields, acceptsCoupons, contractDate };
    await events.append([{ type: stationUpdated.type, aggregateId: id, occurredAt: now, payload }]);
    return ok({ id });
  });
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

// What was left out of the request is not there at all: an absent field changes nothing, a null one is emptied.
const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;

function patchOf(input: UpdateStationInput): Result<StationPatch, Refusal> {
  const { id: _id, latitude, longitude, ...rest } = input;
  const fields = given(rest);
  const isOurs = fields.name !== undefined || latitude !== undefined;
  const patch = { ...fields, ...(isOurs && { source: "ADMIN" as const }) };
  if (latitude === undefined || longitude === undefined) return ok(patch);
  const place = { latitude, longitude };
  if (!isWithin(place, MEXICO)) return wrong("latitude", "lies outside Mexico");
  return ok({ ...patch, place, timeZone: timeZoneOf(place) });
}
