import "server-only";
import type { CountedRedemption, NewFlag } from "@/server/coupons/domain/fraud-flag";
import { refusedCodes } from "@/server/coupons/domain/fraud-refused-codes";
import type { RedemptionTraits } from "@/server/coupons/domain/fraud-rule";
import { findingsOf } from "@/server/coupons/domain/fraud-rules";
import { signedWithoutCoupon } from "@/server/coupons/domain/fraud-signed-without-coupon";
import { couponCodeRefused, couponRedeemed, signedCodeUnknown } from "@/server/coupons/events";
import type { FraudUnit } from "@/server/coupons/ports";
import { metersBetween } from "@/server/kernel/geo";
import type { LoggedEvent } from "@/server/platform/logged-event";

/** What the rules find in a batch of the event log, kept once for each matter. Refuses and changes nothing else. */
export async function flagFindings(unit: FraudUnit, events: readonly LoggedEvent[]): Promise<void> {
  const of = (type: string) => events.filter((event) => event.type === type);
  const redeemed = of(couponRedeemed.type).map((event) => couponRedeemed.payload.parse(event.payload).redemptionId);
  const flags = [
    ...(await redemptionFlags(unit, redeemed)),
    ...(await refusedFlags(unit, of(couponCodeRefused.type))),
    ...of(signedCodeUnknown.type).map(unknownFlag),
  ];
  await unit.fraud.save(flags);
}

async function redemptionFlags(unit: FraudUnit, ids: readonly CountedRedemption["redemptionId"][]): Promise<NewFlag[]> {
  if (ids.length === 0) return [];
  const counted = await unit.fraud.count(ids);
  const moments = await unit.stationMoments(counted.map(({ stationId, redeemedAt: at }) => ({ stationId, at })));
  return counted.flatMap((one, n) => {
    const moment = moments[n];
    if (!moment) throw new Error("a redemption at a station nobody knows");
    const { place, ...rest } = one;
    const metersAway = place && metersBetween(place, moment.place);
    const traits: RedemptionTraits = { ...rest, metersAway, localDay: moment.localDay, isOpen: moment.isOpen };
    const { redemptionId, couponId, attendantId, stationId, redeemedAt: flaggedAt } = one;
    const subject = { redemptionId, couponId, attendantId, stationId, flaggedAt };
    return findingsOf(traits).map((finding) => ({ ...finding, ...subject }));
  });
}

async function refusedFlags(unit: FraudUnit, events: readonly LoggedEvent[]): Promise<NewFlag[]> {
  const shown = events.map((event) => ({ ...couponCodeRefused.payload.parse(event.payload), at: event.occurredAt }));
  const counts = await unit.fraud.refusedBy(shown);
  return shown.flatMap(({ actorId, stationId, at }, n) => {
    const finding = refusedCodes({ actorId, at, refused: counts[n] ?? 0 });
    if (!finding) return [];
    const subject = { redemptionId: null, couponId: null, attendantId: actorId, stationId, flaggedAt: at };
    return [{ ...finding, ...subject }];
  });
}

function unknownFlag(event: LoggedEvent): NewFlag {
  const { actorId, couponId, stationId } = signedCodeUnknown.payload.parse(event.payload);
  const subject = { redemptionId: null, couponId, attendantId: actorId, stationId, flaggedAt: event.occurredAt };
  return { ...signedWithoutCoupon({ couponId }), ...subject };
}
