import "server-only";
import { procedure } from "@/server/api/init";
import { formatPrice } from "@/server/kernel/money";
import { orNotFound, orRefuse } from "@/server/platform/refused";
import { confirmBoard } from "@/server/stations/commands/confirm-board";
import { agrees } from "@/server/stations/domain/board-check";
import { priceBoard, priceLog } from "@/server/stations/queries/price-board";
import { hasAssignment } from "@/server/stations/queries/station-facts";
import {
  confirmBoardInput,
  confirmBoardOutput,
  priceBoardInput,
  priceBoardOutput,
  priceLogInput,
  priceLogOutput,
} from "@/server/stations/schemas/price-board";

const tags = ["Stations"];
const readable = procedure("station:board");

/** Prices with the people behind them: a manager's own stations, everybody's for who sees all. */
export const priceBoardProcedures = {
  priceBoard: readable
    .meta({ openapi: { method: "GET", path: "/stations/price-board", tags } })
    .input(priceBoardInput)
    .output(priceBoardOutput)
    .query(({ ctx, input }) => {
      const ofManager = ctx.actor.role === "STATION_MANAGER" ? ctx.actor.id : undefined;
      return priceBoard(ctx.db, { ...input, ofManager }, ctx.now());
    }),

  priceLog: readable
    .meta({ openapi: { method: "GET", path: "/stations/{id}/price-log", tags } })
    .input(priceLogInput)
    .output(priceLogOutput)
    .query(async ({ ctx, input }) => {
      const { id: userId, role } = ctx.actor;
      const mayLook =
        role !== "STATION_MANAGER" || (await hasAssignment(ctx.db, { userId, stationId: input.id, at: ctx.now() }));
      return { prices: orNotFound(mayLook ? await priceLog(ctx.db, input) : undefined) };
    }),

  confirmBoard: procedure("station:price")
    .meta({ openapi: { method: "POST", path: "/stations/{id}/board", tags } })
    .input(confirmBoardInput)
    .output(confirmBoardOutput)
    .mutation(async ({ ctx, input }) => {
      const checks = orRefuse(await confirmBoard(ctx, { stationId: input.id, board: input.board }));
      return {
        checks: checks.map((check) => ({
          fuelType: check.fuel,
          board: formatPrice(check.board),
          price: check.price === undefined ? null : formatPrice(check.price),
          agrees: agrees(check),
        })),
      };
    }),
};
