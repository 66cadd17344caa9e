import "server-only";
import { procedure, router } from "@/server/api/init";

import { noticesOf } from "./queries/notices";
import { noticesInput, noticesOutput } from "./schemas";

export const notificationsRouter = router({
  /** What you were told about your money and your numbers. */
  notices: procedure("account:own")
    .meta({ openapi: { method: "GET", path: "/notifications", tags: ["Notifications"] } })
    .input(noticesInput)
    .output(noticesOutput)
    .query(({ ctx, input }) => noticesOf(ctx.db, { userId: ctx.actor.id, locale: ctx.locale }, input)),
});
