import "server-only";
import { procedure, publicProcedure, router } from "@/server/api/init";
import type { ApiCtx } from "@/server/container";
import { type ReceiptReader, receiptWords } from "@/server/coupons/queries/receipt";
import { receiptInput, receiptKeysOutput, receiptOutput } from "@/server/coupons/schemas/receipt";
import { asId } from "@/server/kernel/id";
import { noInput } from "@/server/kernel/schemas";
import type { UserActor } from "@/server/platform/ctx";
import { publicUrlOf } from "@/server/platform/env";
import { orNotFound } from "@/server/platform/refused";
import { assignmentsOf } from "@/server/stations/contract";

async function readerOf(ctx: ApiCtx<UserActor>): Promise<ReceiptReader> {
  const { id, role } = ctx.actor;
  if (role === "CUSTOMER") return { kind: "owner", userId: id };
  if (role === "ADMIN" || role === "AUDITOR") return { kind: "control" };
  const own = (await assignmentsOf(ctx.db, id)).filter((one) => one.validFrom <= ctx.now());
  return { kind: "staff", stationIds: own.map((one) => one.stationId) };
}

/** What both sides of a redemption can keep and anybody can check. */
export const receiptRouter = router({
  ofRedemption: procedure("receipt:read")
    .meta({ openapi: { method: "GET", path: "/redemptions/{id}/receipt", tags: ["Redemptions"] } })
    .input(receiptInput)
    .output(receiptOutput)
    .query(async ({ ctx, input }) => {
      const ask = { id: input.id, reader: await readerOf(ctx), iss: publicUrlOf(ctx.env) };
      const words = orNotFound(await receiptWords(ctx.db, ask));
      const { iss: _iss, couponId, stationId, ...rest } = words;
      const ids = { id: input.id, couponId: asId("coupon", couponId), stationId: asId("station", stationId) };
      return { ...rest, ...ids, ...(await ctx.services.receipts.sign(words)) };
    }),

  keys: publicProcedure("receipt:check")
    .meta({ openapi: { method: "GET", path: "/receipts/keys", tags: ["Redemptions"] } })
    .input(noInput)
    .output(receiptKeysOutput)
    .query(async ({ ctx }) => ({ keys: (await ctx.services.receipts.keys()).map((key) => ({ ...key })) })),
});
