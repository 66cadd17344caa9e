import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { centavos, type Centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import { endOfLocalDay, MEXICO_CITY } from "@/server/kernel/time";

import type { CouponStatus } from "./coupon-status";

/** Pesos one coupon may hold (domain words, "Coupons"). */
export const LEAST_FACE = centavos(5_000);
export const MOST_FACE = centavos(1_000_000);

/** What the buyer may choose; the payments context knows what each means. */
export const WAYS_TO_PAY = ["CARD", "OXXO", "SPEI"] as const;
export type WayToPay = (typeof WAYS_TO_PAY)[number];

const VALID_DAYS = 180;

export const isBuyable = (amount: Centavos): boolean => amount >= LEAST_FACE && amount <= MOST_FACE;

const fuelNames = { REGULAR: "Regular", PREMIUM: "Premium", DIESEL: "Diésel" } as const satisfies Record<Fuel, string>;

/** What the payment page and the bank statement call it; the same for every reader, because a repeated call must match. */
export const saleTitle = (fuel: Fuel): string => `Cupón de combustible ${fuelNames[fuel]}`;

/** The exclusive instant that ends the 180th day after the activation's own, in Mexico City. */
export const expiryOf = (activatedAt: Date): Date => endOfLocalDay(activatedAt, VALID_DAYS, MEXICO_CITY);

/** A coupon at its order: no money, no code. */
export type NewCoupon = {
  readonly id: Id<"coupon">;
  readonly userId: Id<"user">;
  readonly stationId: Id<"station"> | null;
  readonly fuel: Fuel;
  readonly face: Centavos;
  readonly createdAt: Date;
  /** Paid by the prize fund, not by an order. */
  readonly isPrize?: boolean;
};

export type IssuedCode = {
  readonly kid: string;
  readonly version: number;
  readonly issuedAt: Date;
  readonly code: string;
};

export type Activation = {
  readonly balance: Centavos;
  readonly activatedAt: Date;
  readonly expiresAt: Date;
  readonly shortCode: string;
  readonly code: IssuedCode;
};

export type StationForSale = { readonly status: "ACTIVE" | "SUSPENDED" | "CLOSED"; readonly acceptsCoupons: boolean };

/** Why no coupon may be bought for this station; undefined if one may. */
export function unsaleableReason(station: StationForSale | undefined): Refusal | undefined {
  if (!station) return { kind: "NOT_FOUND" };
  if (station.status !== "ACTIVE") return { kind: "STATION_CLOSED" };
  if (station.acceptsCoupons) return undefined;
  return {
    kind: "VALIDATION_ERROR",
    details: [{ path: "stationId", message: "this station does not accept coupons" }],
  };
}

const luhn = (digits: string): boolean => {
  const sum = digits
    .split("")
    .toReversed()
    .reduce((total, digit, i) => {
      const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
};

/** 13 to 19 digits with a valid check digit, however grouped: card data never enters (HTTP contract, "Coupons"). */
export function holdsCardNumber(text: string): boolean {
  const runs = text.match(/\d(?:[ .-]?\d){12,}/g) ?? [];
  return runs.some((run) => {
    const digits = run.replace(/\D/g, "");
    return digits.length <= 19 && luhn(digits);
  });
}

/** An address of our own pages, whole or as a path; undefined for every other. */
export function ownAddress(asked: string, publicUrl: string): string | undefined {
  if (!asked.startsWith("/") && !/^https?:\/\//.test(asked)) return undefined;
  if (!URL.canParse(asked, publicUrl)) return undefined;
  const address = new URL(asked, publicUrl);
  const isOurs = address.origin === new URL(publicUrl).origin && address.username === "" && address.password === "";
  return isOurs ? address.toString() : undefined;
}

/** How often the owner may have the code made anew; a change of fuel or station does not count. */
export const MOST_REGENERATIONS = 3;

export const isUnpaid = (coupon: { status: CouponStatus }): boolean =>
  coupon.status === "PENDING_PAYMENT" || coupon.status === "PAYMENT_FAILED";
