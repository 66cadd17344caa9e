import "server-only";
import { procedure, publicProcedure, router } from "@/server/api/init";
import type { ApiCtx } from "@/server/container";
import { parsePesos } from "@/server/kernel/money";
import { doneOutput } from "@/server/kernel/schemas";
import type { UserActor } from "@/server/platform/ctx";
import { orRefuse } from "@/server/platform/refused";

import { claimPrize } from "../commands/claim-prize";
import { approvePromotion } from "../commands/promote-alternate";
import { setTaxRate } from "../commands/set-tax-rate";
import { deliverPrize, identifyWinner } from "../commands/settle-prize";
import { vacatePlace } from "../commands/vacate-place";
import { prizesOfPerson, prizesOfRaffle, taxOf, vacanciesOf } from "../queries/prizes";
import {
  approvalOutput,
  claimInput,
  prizesOutput,
  prizeStateOutput,
  prizeStatusInput,
  taxInput,
  taxOutput,
  taxRateInput,
  vacanciesOutput,
  vacancyIdInput,
} from "../schemas/prize";
import { raffleIdInput } from "../schemas/raffle";

const tags = ["Prizes"];
const manage = procedure("raffle:manage");
const control = procedure("raffle:control");

/** `"6.5"` → 650, in whole numbers all the way. */
const basisPoints = (percent: string): number => {
  const [whole = "0", part = ""] = percent.split(".");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
};

/** Prizes after the draw: what their winners do, and what the administration does. */
export const prizesRouter = router({
  mine: procedure("ticket:own")
    .meta({ openapi: { method: "GET", path: "/prizes/mine", tags, protect: true } })
    .output(prizesOutput)
    .query(async ({ ctx }) => ({ prizes: await prizesOfPerson(ctx.db, ctx.actor.id) })),

  claim: procedure("ticket:own")
    .meta({ openapi: { method: "POST", path: "/prizes/{id}/claim", tags, protect: true } })
    .input(claimInput)
    .output(prizeStateOutput)
    .mutation(async ({ ctx, input: { id, code, fuelType } }) => ({
      id,
      status: orRefuse(await claimPrize(ctx, { id, code, fuel: fuelType })),
    })),

  ofRaffle: control
    .meta({ openapi: { method: "GET", path: "/raffles/{id}/prizes", tags, protect: true } })
    .input(raffleIdInput)
    .output(prizesOutput)
    .query(async ({ ctx, input }) => ({ prizes: await prizesOfRaffle(ctx.db, input.id) })),

  setStatus: manage
    .meta({ openapi: { method: "POST", path: "/prizes/{id}/status", tags, protect: true } })
    .input(prizeStatusInput)
    .output(prizeStateOutput)
    .mutation(async ({ ctx, input }) => ({ id: input.id, status: orRefuse(await moved(ctx, input)) })),

  vacancies: publicProcedure("raffle:read")
    .meta({ openapi: { method: "GET", path: "/raffles/{id}/promotions", tags } })
    .input(raffleIdInput)
    .output(vacanciesOutput)
    .query(({ ctx, input }) => vacanciesOf(ctx.db, input.id)),

  approvePromotion: manage
    .meta({ openapi: { method: "POST", path: "/prizes/promotions/{id}/approve", tags, protect: true } })
    .input(vacancyIdInput)
    .output(approvalOutput)
    .mutation(async ({ ctx, input }) => ({ outcome: orRefuse(await approvePromotion(ctx, input.id)) })),

  tax: publicProcedure("raffle:read")
    .meta({ openapi: { method: "GET", path: "/prizes/tax", tags } })
    .input(taxInput)
    .output(taxOutput)
    .query(({ ctx, input: { value, state, on } }) => taxOf(ctx.db, { value: parsePesos(value) ?? 0, state, on })),

  setTaxRate: manage
    .meta({ openapi: { method: "POST", path: "/prizes/tax/rates", tags, protect: true } })
    .input(taxRateInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input: { percent, ...rate } }) => {
      orRefuse(await setTaxRate(ctx, { ...rate, basisPoints: basisPoints(percent) }));
      return { done: true as const };
    }),
});

type StatusInput = (typeof prizeStatusInput)["_output"];

function moved(ctx: ApiCtx<UserActor>, input: StatusInput) {
  switch (input.status) {
    case "IDENTIFIED":
      return identifyWinner(ctx, { id: input.id, note: input.note });
    case "DELIVERED":
      return deliverPrize(ctx, { id: input.id, note: input.evidence });
    case "VACATED":
      return vacatePlace(ctx, { id: input.id, reason: input.reason });
  }
}
