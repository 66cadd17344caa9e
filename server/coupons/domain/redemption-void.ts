import type { Id } from "@/server/kernel/id";
import { type Centavos, centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { localDay } from "@/server/kernel/time";

import { type Coupon, moneyIsIn, statusByBalance } from "./coupon";
import type { CouponStatus } from "./coupon-status";

/** How long the attendant who dispensed may undo alone. */
export const UNDO_SECONDS = 60;

export type VoidableRedemption = {
  readonly attendantId: Id<"user">;
  readonly cost: Centavos;
  readonly redeemedAt: Date;
  readonly isVoided: boolean;
};

export type VoidFacts = {
  readonly byId: Id<"user">;
  readonly isManager: boolean;
  readonly timeZone: string;
  readonly now: Date;
};

export type Voided = {
  readonly returnedTo: ReturnType<typeof moneyIsIn>;
  readonly balanceAfter: Centavos;
  readonly statusAfter: CouponStatus;
};

/**
 * The same attendant within 60 s, or a manager of the station until its local day ends (domain words, "Redemption"). The
 * money goes back to where the coupon's money is now; pesos redeemed so far stay counted.
 */
export function decideVoid(
  redemption: VoidableRedemption,
  coupon: Pick<Coupon, "status" | "balanceCentavos" | "faceCentavos"> & { readonly isDisputed?: boolean },
  facts: VoidFacts,
): Result<Voided, Refusal> {
  const refusal = lateOrStranger(redemption, facts);
  if (refusal) return refuse(refusal);
  if (redemption.isVoided) return refuse({ kind: "STATE_CONFLICT" });
  const returnedTo = moneyIsIn(coupon);
  if (returnedTo !== "COUPON")
    return ok({ returnedTo, balanceAfter: coupon.balanceCentavos, statusAfter: coupon.status });
  const balanceAfter = centavos(coupon.balanceCentavos + redemption.cost);
  return ok({ returnedTo, balanceAfter, statusAfter: statusByBalance(balanceAfter, coupon.faceCentavos) });
}

function lateOrStranger(
  redemption: VoidableRedemption,
  { byId, isManager, timeZone, now }: VoidFacts,
): Refusal | undefined {
  const age = now.getTime() - redemption.redeemedAt.getTime();
  if (byId === redemption.attendantId && age <= UNDO_SECONDS * 1000) return undefined;
  if (!isManager) return { kind: "ACCESS_DENIED" };
  return localDay(now, timeZone) === localDay(redemption.redeemedAt, timeZone) ? undefined : { kind: "STATE_CONFLICT" };
}
