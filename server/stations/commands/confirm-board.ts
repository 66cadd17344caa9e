import "server-only";
import { FUELS, type Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { parsePrice } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import { agrees, type BoardCheck } from "@/server/stations/domain/board-check";
import { priceKey } from "@/server/stations/domain/import-suspicion";
import { type BoardChecked, boardChecked } from "@/server/stations/events";
import type { StationsUnit } from "@/server/stations/ports";

import { lockForPrices } from "./change-price";

export type BoardAsk = {
  readonly stationId: Id<"station">;
  /** What the board says, by fuel; a fuel left out was not looked at. */
  readonly board: Readonly<Partial<Record<Fuel, string | undefined>>>;
};

/** Somebody read the board of their station: says which of its prices are ours and keeps both. 404 where it is not theirs. */
export function confirmBoard(
  ctx: Ctx<StationsUnit, UserActor>,
  { stationId, board }: BoardAsk,
): Promise<Result<readonly BoardCheck[], Refusal>> {
  return ctx.transact(async (unit) => {
    const locked = await lockForPrices(ctx, unit, stationId);
    if (!locked) return refuse({ kind: "NOT_FOUND" });
    const { now } = locked;
    const periods = await unit.prices.endingAfter([stationId], now, "read");
    const checks = FUELS.flatMap((fuel): BoardCheck[] => {
      const seen = parsePrice(board[fuel] ?? "");
      if (seen === undefined) return [];
      const price = periods.get(priceKey({ stationId, fuel }))?.find(({ from }) => from <= now)?.price;
      return [{ id: ctx.newId("row"), stationId, fuel, board: seen, price, actorId: ctx.actor.id, checkedAt: now }];
    });
    await unit.stations.noteBoard(checks);
    const payload: BoardChecked = {
      stationId,
      agreeing: checks.filter(agrees).map(({ fuel }) => fuel),
      differing: checks.filter((check) => !agrees(check)).map(({ fuel }) => fuel),
    };
    await unit.events.append([{ type: boardChecked.type, aggregateId: stationId, occurredAt: now, payload }]);
    return ok(checks);
  });
}
