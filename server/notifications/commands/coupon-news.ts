import "server-only";
import {
  couponExpired,
  couponExpiring,
  couponPurchased,
  couponReissued,
  redemptionVoided,
} from "@/server/coupons/events";
import { lastDayOf } from "@/server/notifications/domain/last-day";
import { fuelWords } from "@/server/notifications/domain/message";
import type { LoggedEvent } from "@/server/platform/logged-event";

import { type Item, shownAmount } from "./news-item";

/** A coupon that pays a prize is told with the prize. */
export function purchased(event: LoggedEvent): Item[] {
  const { couponId, userId, faceCentavos, fuel, paidByPrize } = couponPurchased.payload.parse(event.payload);
  if (paidByPrize) return [];
  const amount = shownAmount(faceCentavos);
  return [
    {
      key: `purchased:${couponId}`,
      userId,
      say: ({ firstName, locale }) => ({
        template: "couponPurchased",
        variables: { firstName, couponId, amount, fuel: fuelWords[locale][fuel] },
      }),
    },
  ];
}

/** A reissued coupon has a new end and is reminded of anew. */
export function expiring(event: LoggedEvent): Item[] {
  const payload = couponExpiring.payload.parse(event.payload);
  const { couponId, userId, daysBefore: days, expiresAt } = payload;
  const amount = shownAmount(payload.amountCentavos);
  return [
    {
      key: `expiring:${couponId}:${expiresAt}:${days}`,
      userId,
      say: ({ firstName, locale }) => ({
        template: "couponExpiring",
        variables: { firstName, couponId, amount, days, lastDay: lastDayOf(new Date(expiresAt), locale) },
      }),
    },
  ];
}

export function expired(event: LoggedEvent): Item[] {
  const { couponId, userId, amountCentavos, expiredAt } = couponExpired.payload.parse(event.payload);
  const amount = shownAmount(amountCentavos);
  const say: Item["say"] = ({ firstName }) => ({
    template: "couponExpired",
    variables: { firstName, couponId, amount },
  });
  return amountCentavos === 0 ? [] : [{ key: `expired:${couponId}:${expiredAt}`, userId, say }];
}

export function reissued(event: LoggedEvent): Item[] {
  const { couponId, userId, amountCentavos, qrVersion, expiresAt } = couponReissued.payload.parse(event.payload);
  const amount = shownAmount(amountCentavos);
  return [
    {
      key: `reissued:${couponId}:${qrVersion}`,
      userId,
      say: ({ firstName, locale }) => ({
        template: "couponReissued",
        variables: { firstName, couponId, amount, lastDay: lastDayOf(new Date(expiresAt), locale) },
      }),
    },
  ];
}

export function voided(event: LoggedEvent): Item[] {
  const payload = redemptionVoided.payload.parse(event.payload);
  const { redemptionId, couponId, userId, returnedTo } = payload;
  const amount = shownAmount(payload.pesosCentavos);
  return [
    {
      key: `voided:${redemptionId}`,
      userId,
      say: ({ firstName }) => ({
        template: "redemptionVoided",
        variables: { firstName, couponId, amount, returnedTo },
      }),
    },
  ];
}
