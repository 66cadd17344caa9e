import "server-only";
import { procedure, router } from "@/server/api/init";

import { balancesOf } from "./queries/balances";
import { statementOf } from "./queries/statement";
import { balancesInput, balancesOutput, statementInput, statementOutput } from "./schemas";

const tags = ["Ledger"];

export const ledgerRouter = router({
  statement: procedure("ledger:read")
    .meta({ openapi: { method: "GET", path: "/ledger/statement", tags } })
    .input(statementInput)
    .output(statementOutput)
    .query(({ ctx, input }) => statementOf(ctx.db, input)),

  balances: procedure("ledger:read")
    .meta({ openapi: { method: "GET", path: "/ledger/balances", tags } })
    .input(balancesInput)
    .output(balancesOutput)
    .query(async ({ ctx, input }) => ({ balances: await balancesOf(ctx.db, input.at) })),
});
