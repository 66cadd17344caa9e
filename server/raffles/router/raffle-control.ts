import "server-only";
import { procedure, router } from "@/server/api/init";
import type { ApiCtx } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import { parsePesos } from "@/server/kernel/money";
import { doneOutput } from "@/server/kernel/schemas";
import { orNotFound, orRefuse } from "@/server/platform/refused";

import { cancelRaffle } from "../commands/cancel-raffle";
import { createRaffle } from "../commands/create-raffle";
import { drawRaffle } from "../commands/draw-raffle";
import { freezeRaffle } from "../commands/freeze-raffle";
import { noteEvidence } from "../commands/note-evidence";
import { publishRaffle } from "../commands/publish-raffle";
import { type RaffleChange, updateRaffle } from "../commands/update-raffle";
import type { RaffleContent } from "../domain/raffle";
import { centavosPerTicket } from "../domain/tickets";
import { allRaffles, raffleStatus } from "../queries/raffles";
import {
  cancelRaffleInput,
  type CreateRaffleInput,
  createRaffleInput,
  drawRaffleInput,
  raffleIdInput,
  rafflesInput,
  rafflesOutput,
  raffleStateOutput,
  type UpdateRaffleInput,
  updateRaffleInput,
} from "../schemas/raffle";

const tags = ["Raffles"];
const manage = procedure("raffle:manage");
const drawing = procedure("raffle:draw");
const control = procedure("raffle:control");

type Waits = "NOT_DRAINED" | "PARKED_EVENTS" | "BEACON" | null;

const stateOf = async (ctx: ApiCtx, id: Id<"raffle">, waitsFor: Waits = null) => ({
  id,
  status: orNotFound(await raffleStatus(ctx.db, id)),
  waitsFor,
});

const dateOf = (text: string): Date => new Date(text);
const ascending = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

const prizesOf = (prizes: CreateRaffleInput["prizes"]): RaffleContent["prizes"] =>
  prizes.map(({ name, type, declaredValue, quantity }) => ({
    name,
    type,
    declaredValueCentavos: parsePesos(declaredValue) ?? 0,
    quantity,
  }));

const contentOf = (input: CreateRaffleInput): RaffleContent => ({
  name: input.name,
  description: input.description,
  permitNumber: input.permitNumber,
  territory: input.territory,
  startsAt: dateOf(input.startDate),
  closesAt: dateOf(input.endDate),
  drawAt: dateOf(input.drawDate),
  stationIds: input.stationIds === null ? null : ascending(input.stationIds),
  noticeSeconds: input.noticeSeconds,
  pesosPerTicketCentavos: centavosPerTicket,
  maxTicketsPerPerson: input.maxTicketsPerPerson,
  winsPerPerson: input.winsPerPerson,
  alternatesPerPrize: input.alternatesPerPrize,
  hasFreeEntry: input.freeEntry,
  prizes: prizesOf(input.prizes),
});

const changeOf = ({ startDate, endDate, drawDate, stationIds, prizes, ...rest }: UpdateRaffleInput): RaffleChange => ({
  name: rest.name,
  description: rest.description,
  permitNumber: rest.permitNumber,
  territory: rest.territory,
  startsAt: startDate === undefined ? undefined : dateOf(startDate),
  closesAt: endDate === undefined ? undefined : dateOf(endDate),
  drawAt: drawDate === undefined ? undefined : dateOf(drawDate),
  stationIds: stationIds ? ascending(stationIds) : stationIds,
  noticeSeconds: rest.noticeSeconds,
  maxTicketsPerPerson: rest.maxTicketsPerPerson,
  winsPerPerson: rest.winsPerPerson,
  alternatesPerPrize: rest.alternatesPerPrize,
  hasFreeEntry: rest.freeEntry,
  prizes: prizes === undefined ? undefined : prizesOf(prizes),
});

/** What the administration does with raffles. Freeze and draw only resume what time already asks for. */
export const raffleControl = router({
  all: control
    .meta({ openapi: { method: "GET", path: "/admin/raffles", tags, protect: true } })
    .input(rafflesInput)
    .output(rafflesOutput)
    .query(({ ctx, input }) => allRaffles(ctx.db, input)),

  create: manage
    .meta({ openapi: { method: "POST", path: "/raffles", tags, protect: true } })
    .input(createRaffleInput)
    .output(raffleStateOutput)
    .mutation(async ({ ctx, input }) => {
      const id = orRefuse(await createRaffle(ctx, contentOf(input)));
      ctx.answerHeaders.set("x-status", "201");
      return { id, status: "DRAFT" as const, waitsFor: null };
    }),

  update: manage
    .meta({ openapi: { method: "PATCH", path: "/raffles/{id}", tags, protect: true } })
    .input(updateRaffleInput)
    .output(raffleStateOutput)
    .mutation(async ({ ctx, input }) => {
      orRefuse(await updateRaffle(ctx, input.id, changeOf(input)));
      return { id: input.id, status: "DRAFT" as const, waitsFor: null };
    }),

  publish: manage
    .meta({ openapi: { method: "POST", path: "/raffles/{id}/publish", tags, protect: true } })
    .input(raffleIdInput)
    .output(raffleStateOutput)
    .mutation(async ({ ctx, input }) => {
      const status = orRefuse(await publishRaffle(ctx, input.id));
      return { id: input.id, status, waitsFor: null };
    }),

  freeze: drawing
    .meta({ openapi: { method: "POST", path: "/raffles/{id}/freeze", tags, protect: true }, operation: "none" })
    .input(raffleIdInput)
    .output(raffleStateOutput)
    .mutation(async ({ ctx, input }) => {
      const frozen = orRefuse(await freezeRaffle(ctx, input.id));
      return stateOf(ctx, input.id, frozen === "FROZEN" ? null : frozen);
    }),

  draw: drawing
    .meta({ openapi: { method: "POST", path: "/raffles/{id}/draw", tags, protect: true }, operation: "none" })
    .input(drawRaffleInput)
    .output(raffleStateOutput)
    .mutation(async ({ ctx, input }) => {
      const drawn = orRefuse(await drawRaffle(ctx, { raffleId: input.id, signature: input.signature }));
      return stateOf(ctx, input.id, drawn === "DRAWN" ? null : "BEACON");
    }),

  /** Asked for by the file `/raffles/{id}/evidence.zip` before it is sent. */
  noteEvidence: drawing
    .meta({ openapi: { method: "POST", path: "/raffles/{id}/evidence", tags, protect: true }, operation: "none" })
    .input(raffleIdInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => {
      orRefuse(await noteEvidence(ctx, input.id));
      return { done: true as const };
    }),

  cancel: manage
    .meta({ openapi: { method: "POST", path: "/raffles/{id}/cancel", tags, protect: true } })
    .input(cancelRaffleInput)
    .output(raffleStateOutput)
    .mutation(async ({ ctx, input }) => {
      orRefuse(await cancelRaffle(ctx, input.id, input.reason));
      return { id: input.id, status: "CANCELLED" as const, waitsFor: null };
    }),
});
