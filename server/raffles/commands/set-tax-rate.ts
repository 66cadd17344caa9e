import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { prizeTaxRateSet } from "../events";
import type { TaxRate } from "../ports";
import type { ClaimsCtx } from "./claims-ctx";

/** From a day on; a rate that was entered is never changed, a later day has its own. */
export const setTaxRate = (
  ctx: ClaimsCtx<UserActor>,
  rate: Omit<TaxRate, "enteredBy">,
): Promise<Result<null, Refusal>> =>
  ctx.transact(async ({ claims, events, clock }) => {
    await claims.setTaxRate({ ...rate, enteredBy: ctx.actor.id });
    const { state, validFrom, basisPoints } = rate;
    const payload = { state, validFrom, basisPoints };
    const aggregateId = ctx.newId("row");
    await events.append([{ type: prizeTaxRateSet.type, aggregateId, occurredAt: await clock.read(), payload }]);
    return ok(null);
  });
