import "server-only";
import { publicProcedure, router } from "@/server/api/init";
import { judge } from "@/server/auth/domain/policy";
import type { ApiCtx } from "@/server/container";
import { orNotFound } from "@/server/platform/refused";

import { activeRaffles, publishedRaffles, raffleById } from "../queries/raffles";
import { consistencyProof, inclusionProof, logSummary } from "../queries/ticket-log";
import { winnersOfRaffle } from "../queries/winners";
import { consistencyInput, consistencyOutput, logOutput, proofInput, proofOutput } from "../schemas/log";
import {
  activeOutput,
  raffleDetail,
  raffleIdInput,
  rafflesInput,
  rafflesOutput,
  winnersOutput,
} from "../schemas/raffle";

const tags = ["Raffles"];
const readable = publicProcedure("raffle:read");

const viewerOf = (ctx: ApiCtx) => (ctx.actor.kind === "user" ? ctx.actor.id : undefined);
const maySeeDrafts = (ctx: ApiCtx): boolean =>
  ctx.actor.kind === "user" && judge("raffle:control", ctx.actor.role) === "allowed";

/** What anybody may see of raffles, signed in or not. */
export const publicRaffles = router({
  active: readable
    .meta({ openapi: { method: "GET", path: "/raffles/active", tags } })
    .output(activeOutput)
    .query(async ({ ctx }) => ({ raffles: await activeRaffles(ctx.db, viewerOf(ctx)) })),

  published: readable
    .meta({ openapi: { method: "GET", path: "/raffles", tags } })
    .input(rafflesInput)
    .output(rafflesOutput)
    .query(({ ctx, input }) => publishedRaffles(ctx.db, input)),

  byId: readable
    .meta({ openapi: { method: "GET", path: "/raffles/{id}", tags } })
    .input(raffleIdInput)
    .output(raffleDetail)
    .query(async ({ ctx, input }) =>
      orNotFound(await raffleById(ctx.db, { id: input.id, viewer: viewerOf(ctx), maySeeDrafts: maySeeDrafts(ctx) })),
    ),

  winners: readable
    .meta({ openapi: { method: "GET", path: "/raffles/{id}/winners", tags } })
    .input(raffleIdInput)
    .output(winnersOutput)
    .query(async ({ ctx, input }) => orNotFound(await winnersOfRaffle(ctx.db, input.id))),

  log: readable
    .meta({ openapi: { method: "GET", path: "/raffles/{id}/log", tags } })
    .input(raffleIdInput)
    .output(logOutput)
    .query(async ({ ctx, input }) => orNotFound(await logSummary(ctx.db, input.id))),

  logProof: readable
    .meta({ openapi: { method: "GET", path: "/raffles/{id}/log/proof", tags } })
    .input(proofInput)
    .output(proofOutput)
    .query(async ({ ctx, input }) => orNotFound(await inclusionProof(ctx.db, input))),

  logConsistency: readable
    .meta({ openapi: { method: "GET", path: "/raffles/{id}/log/consistency", tags } })
    .input(consistencyInput)
    .output(consistencyOutput)
    .query(async ({ ctx, input }) => {
      const path = orNotFound(await consistencyProof(ctx.db, input));
      return { from: input.from, to: input.to, path };
    }),
});
