import "server-only";
import { procedure, router } from "@/server/api/init";
import { orRefuse } from "@/server/platform/refused";

import { enterFree } from "../commands/enter-free";
import { myTickets } from "../queries/my-tickets";
import { standingsOf } from "../queries/standings";
import { myBlocks } from "../queries/ticket-blocks";
import {
  blocksInput,
  blocksOutput,
  freeEntryOutput,
  myTicketsInput,
  myTicketsOutput,
  standingsOutput,
} from "../schemas/log";
import { raffleIdInput } from "../schemas/raffle";

const tags = ["Raffles"];
const own = procedure("ticket:own");

/** A person's own tickets: nobody else's can be asked for. */
export const ownTickets = router({
  myTickets: own
    .meta({ openapi: { method: "GET", path: "/raffles/tickets/my-tickets", tags, protect: true } })
    .input(myTicketsInput)
    .output(myTicketsOutput)
    .query(({ ctx, input }) => myTickets(ctx.db, ctx.actor.id, input)),

  blocks: own
    .meta({ openapi: { method: "GET", path: "/raffles/tickets/blocks", tags, protect: true } })
    .input(blocksInput)
    .output(blocksOutput)
    .query(({ ctx, input }) => myBlocks(ctx.db, ctx.actor.id, input)),

  standings: own
    .meta({ openapi: { method: "GET", path: "/raffles/tickets/standings", tags, protect: true } })
    .output(standingsOutput)
    .query(({ ctx }) => standingsOf(ctx.db, ctx.actor.id)),

  enterFree: procedure("raffle:enter")
    .meta({ openapi: { method: "POST", path: "/raffles/{id}/free-entry", tags, protect: true } })
    .input(raffleIdInput)
    .output(freeEntryOutput)
    .mutation(async ({ ctx, input }) => {
      const id = orRefuse(await enterFree(ctx, input.id));
      ctx.answerHeaders.set("x-status", "201");
      return { id, raffleId: input.id };
    }),
});
