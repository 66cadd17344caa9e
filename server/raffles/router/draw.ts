import "server-only";
import { publicProcedure, router } from "@/server/api/init";
import { orNotFound } from "@/server/platform/refused";

import { drawAlgorithm } from "../domain/commitment";
import { instantText } from "../domain/document";
import { drawKeysJson } from "../domain/draw-keys";
import { signDocument } from "../domain/signed-document";
import { drawLogConsistency, drawLogPage, drawLogProof } from "../queries/draw-log";
import {
  consistencyOutput,
  drawKeysOutput,
  drawLogConsistencyInput,
  drawLogInput,
  drawLogOutput,
  drawLogProofInput,
  drawLogProofOutput,
} from "../schemas/log";

const tags = ["Draws"];
const readable = publicProcedure("raffle:read");

/** The public log of all draws and the keys that sign for it. */
export const drawRouter = router({
  keys: readable
    .meta({ openapi: { method: "GET", path: "/draw/keys", tags } })
    .output(drawKeysOutput)
    .query(async ({ ctx }) => drawKeysJson(await ctx.services.raffles.drawKeys.published())),

  log: readable
    .meta({ openapi: { method: "GET", path: "/draw/log", tags } })
    .input(drawLogInput)
    .output(drawLogOutput)
    .query(async ({ ctx, input }) => {
      const page = await drawLogPage(ctx.db, input);
      const signer = await ctx.services.raffles.drawKeys.signer();
      const at = instantText(ctx.now().getTime());
      const head = signDocument({ alg: drawAlgorithm, documents: page.size, root: page.root, at }, signer);
      return { ...page, head };
    }),

  logProof: readable
    .meta({ openapi: { method: "GET", path: "/draw/log/proof", tags } })
    .input(drawLogProofInput)
    .output(drawLogProofOutput)
    .query(async ({ ctx, input }) => orNotFound(await drawLogProof(ctx.db, input))),

  logConsistency: readable
    .meta({ openapi: { method: "GET", path: "/draw/log/consistency", tags } })
    .input(drawLogConsistencyInput)
    .output(consistencyOutput)
    .query(async ({ ctx, input }) => {
      const path = orNotFound(await drawLogConsistency(ctx.db, input));
      return { from: input.from, to: input.to, path };
    }),
});
