import "server-only";
import { procedure, router } from "@/server/api/init";
import { noInput } from "@/server/kernel/schemas";

import { auditEntries, verifyChain } from "./queries/audit-entries";
import { auditInput, auditOutput, verifyOutput } from "./schemas";

const tags = ["Audit"];

export const auditRouter = router({
  list: procedure("audit:read")
    .meta({ openapi: { method: "GET", path: "/audit", tags } })
    .input(auditInput)
    .output(auditOutput)
    .query(({ ctx, input }) => auditEntries(ctx.db, input)),

  verify: procedure("audit:read")
    .meta({ openapi: { method: "GET", path: "/audit/verify", tags } })
    .input(noInput)
    .output(verifyOutput)
    .query(({ ctx }) => verifyChain(ctx.db)),
});
