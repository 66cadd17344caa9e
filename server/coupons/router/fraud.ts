import "server-only";
import { procedure, router } from "@/server/api/init";
import { reviewFlag } from "@/server/coupons/commands/review-flag";
import { fraudFlags } from "@/server/coupons/queries/fraud-flags";
import { flagsInput, flagsOutput, reviewInput, reviewOutput } from "@/server/coupons/schemas/fraud";
import { instant } from "@/server/kernel/time";
import { orRefuse } from "@/server/platform/refused";

const tags = ["Fraud"];

export const fraudRouter = router({
  flags: procedure("fraud:read")
    .meta({ openapi: { method: "GET", path: "/fraud/flags", tags } })
    .input(flagsInput)
    .output(flagsOutput)
    .query(({ ctx, input }) => fraudFlags(ctx.db, input)),

  review: procedure("fraud:review")
    .meta({ openapi: { method: "POST", path: "/fraud/flags/{id}/review", tags } })
    .input(reviewInput)
    .output(reviewOutput)
    .mutation(async ({ ctx, input }) => {
      const { verdict, reviewedAt } = orRefuse(await reviewFlag(ctx, input));
      return { id: input.id, verdict, reviewedAt: instant(reviewedAt) };
    }),
});
