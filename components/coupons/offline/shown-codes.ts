import { parsePesos } from "@/server/kernel/money";

import { type CouponView, isSpendable } from "../coupon-view";
import type { ShownCode } from "./kept-code";

const MARK_LENGTH = 16;

/** The codes among these coupons that a phone may keep, the fullest first. */
export const shownCodes = (coupons: readonly CouponView[]): ShownCode[] =>
  coupons
    .filter(isSpendable)
    .toSorted((a, b) => (parsePesos(b.balance) ?? 0) - (parsePesos(a.balance) ?? 0))
    .flatMap(({ id, qrCode, shortCode, balance, fuelType, stationName, validUntil }) =>
      qrCode && shortCode
        ? [
            {
              id,
              mark: qrCode.slice(-MARK_LENGTH),
              shortCode,
              balance,
              fuelType,
              stationName: stationName ?? null,
              validUntil,
            },
          ]
        : [],
    );
