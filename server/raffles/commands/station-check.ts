import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import type { RafflesUnit } from "../ports";

/** A raffle for stations that do not exist could never be won. */
export async function checkStations(
  { knownStations }: Pick<RafflesUnit, "knownStations">,
  ids: readonly string[] | null,
): Promise<Result<null, Refusal>> {
  if (ids === null) return ok(null);
  const known = await knownStations(ids);
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return ok(null);
  const details = unknown.slice(0, 10).map((id) => ({ path: "stationIds", message: `no such station: ${id}` }));
  return refuse({ kind: "VALIDATION_ERROR", details } satisfies Refusal);
}
