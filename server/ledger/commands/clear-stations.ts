import "server-only";
import { couponRedeemed, redemptionVoided } from "@/server/coupons/events";
import type { Id } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { clearingBackEntry, clearingEntry, type Entry } from "@/server/ledger/contract";
import type { ClearingUnit } from "@/server/ledger/ports";
import type { LoggedEvent } from "@/server/platform/logged-event";

type Dispensed = {
  readonly couponId: Id<"coupon">;
  readonly redemptionId: Id<"redemption">;
  readonly stationId: Id<"station">;
  readonly amount: ReturnType<typeof centavos>;
  readonly isBack: boolean;
  readonly at: Date;
};

/**
 * Where a coupon that one station sold was used at another, the two clear it between them; a void turns it round. A second
 * after the redemption is early enough: what each station is owed is posted with the redemption itself.
 */
export async function clearStations(unit: ClearingUnit, events: readonly LoggedEvent[]): Promise<void> {
  const dispensed = events.map(dispensedOf);
  const places = await unit.salePlaces([...new Set(dispensed.map(({ couponId }) => couponId))]);
  for (const one of dispensed) {
    const soldAt = places.get(one.couponId);
    if (soldAt !== undefined && soldAt !== one.stationId) await unit.ledger.post([entryOf(one, soldAt)], one.at);
  }
}

function dispensedOf({ type, payload, occurredAt: at }: LoggedEvent): Dispensed {
  const isBack = type === redemptionVoided.type;
  const { couponId, redemptionId, stationId, pesosCentavos } = (
    isBack ? redemptionVoided : couponRedeemed
  ).payload.parse(payload);
  return { couponId, redemptionId, stationId, amount: centavos(pesosCentavos), isBack, at };
}

const entryOf = ({ isBack, couponId, redemptionId, stationId, amount }: Dispensed, soldAt: Id<"station">): Entry =>
  (isBack ? clearingBackEntry : clearingEntry)({ couponId, redemptionId, stationId, amount, soldAt });
