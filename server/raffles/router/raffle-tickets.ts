import "server-only";
import { procedure, router } from "@/server/api/init";

import { myTickets } from "../queries/my-tickets";
import { myBlocks } from "../queries/ticket-blocks";
import { blocksInput, blocksOutput, myTicketsInput, myTicketsOutput } from "../schemas/log";

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
});
