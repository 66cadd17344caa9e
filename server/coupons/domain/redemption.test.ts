import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { asId } from "@/server/kernel/id";
import { centavos, millilitres, tenthMilli } from "@/server/kernel/money";

import type { Coupon } from "./coupon";
import { COUPON_STATUSES } from "./coupon-status";
import { type Asked, decideRedemption, isKept, type RedemptionAsk, type RedemptionFacts, saleOf } from "./redemption";

const id = <K extends "coupon" | "user" | "station">(kind: K, n: number) =>
  asId(kind, `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`);

const now = new Date("2026-11-24T12:00:00Z");
const owner = id("user", 1);
const attendant = id("user", 2);
const here = id("station", 3);

const coupon: Coupon = {
  id: id("coupon", 4),
  userId: owner,
  stationId: null,
  fuel: "REGULAR",
  faceCentavos: centavos(100_000),
  balanceCentavos: centavos(100_000),
  redeemedCentavos: centavos(0),
  status: "ACTIVE",
  isPrize: false,
  shortCode: "000000000000",
  qrVersion: 2,
  expiresAt: new Date("2027-05-24T06:00:00Z"),
};

const ask: RedemptionAsk = {
  shown: { way: "QR", qrVersion: 2 },
  attendantId: attendant,
  stationId: here,
  pumpNumber: 1,
  asked: { in: "PESOS", pesos: centavos(50_000) },
};

const facts: RedemptionFacts = {
  isPermitted: true,
  isAssigned: true,
  station: { status: "ACTIVE", acceptsCoupons: true },
  pumpFuels: ["REGULAR", "DIESEL"],
  price: tenthMilli(235_000),
};

type Given = { coupon?: Partial<Coupon>; ask?: Partial<RedemptionAsk>; facts?: Partial<RedemptionFacts>; now?: Date };

const decide = (given: Given) =>
  decideRedemption(
    { ...coupon, ...given.coupon },
    { ...ask, ...given.ask },
    { facts: { ...facts, ...given.facts }, now: given.now ?? now },
  );

const refusalOf = (given: Given) => {
  const decided = decide(given);
  return decided.ok ? "OK" : decided.refusal.kind;
};

const pesos = (n: number): Asked => ({ in: "PESOS", pesos: centavos(n) });
const litres = (n: number): Asked => ({ in: "LITRES", volume: millilitres(n) });

describe("a redemption", () => {
  test("takes what was asked and says what is left", () => {
    expect(decide({})).toEqual({
      ok: true,
      value: {
        volume: 21_276,
        price: 235_000,
        cost: 50_000,
        balanceAfter: 50_000,
        redeemedBefore: 0,
        redeemedAfter: 50_000,
        statusAfter: "PARTIALLY_REDEEMED",
      },
    });
  });

  test("of the whole balance leaves the coupon redeemed", () => {
    expect(decide({ ask: { asked: pesos(100_000) } })).toMatchObject({
      value: { balanceAfter: 0, statusAfter: "REDEEMED" },
    });
  });

  test.each([
    ["UNAUTHORIZED", { facts: { isPermitted: false } }],
    ["ACCESS_DENIED", { facts: { isAssigned: false } }],
    ["SELF_REDEMPTION", { coupon: { userId: attendant } }],
    ["QR_SUPERSEDED", { ask: { shown: { way: "QR", qrVersion: 1 } } }],
    ["QR_SUPERSEDED", { ask: { shown: { way: "SHORT_CODE", shortCode: "000000000001" } } }],
    ["COUPON_EXPIRED", { now: new Date("2027-05-24T06:00:00Z") }],
    ["WRONG_STATION", { facts: { station: { status: "ACTIVE", acceptsCoupons: false } } }],
    ["WRONG_STATION", { coupon: { stationId: id("station", 9) } }],
    ["STATION_CLOSED", { facts: { station: { status: "SUSPENDED", acceptsCoupons: true } } }],
    ["WRONG_FUEL", { ask: { fuel: "PREMIUM" } }],
    ["WRONG_PUMP", { facts: { pumpFuels: undefined } }],
    ["WRONG_PUMP", { facts: { pumpFuels: ["PREMIUM"] } }],
    ["PRICE_UNAVAILABLE", { facts: { price: undefined } }],
    ["INSUFFICIENT_BALANCE", { ask: { asked: pesos(100_001) } }],
    ["INSUFFICIENT_BALANCE", { ask: { asked: litres(42_554) } }],
    ["INVALID_AMOUNT", { ask: { asked: pesos(0) } }],
    ["INVALID_AMOUNT", { ask: { asked: litres(99) } }],
    ["INVALID_AMOUNT", { ask: { asked: litres(1_000_001) } }],
    ["INVALID_AMOUNT", { ask: { asked: pesos(234) } }],
  ] satisfies [string, Given][])("is refused with %s (%#)", (kind, given) => {
    expect(refusalOf(given)).toBe(kind);
  });

  test("is refused by status with the status told", () => {
    const byStatus = Object.fromEntries(COUPON_STATUSES.map((status) => [status, refusalOf({ coupon: { status } })]));
    expect(byStatus).toEqual({
      PENDING_PAYMENT: "COUPON_NOT_ACTIVE",
      ACTIVE: "OK",
      PARTIALLY_REDEEMED: "OK",
      REDEEMED: "COUPON_ALREADY_REDEEMED",
      SUSPENDED: "COUPON_NOT_ACTIVE",
      EXPIRED: "COUPON_EXPIRED",
      CANCELLED: "COUPON_NOT_ACTIVE",
      PAYMENT_FAILED: "COUPON_NOT_ACTIVE",
    });
    expect(decide({ coupon: { status: "SUSPENDED" } })).toMatchObject({
      refusal: { details: [{ path: "status", message: "SUSPENDED" }] },
    });
  });

  test("ends at the exclusive instant of expiry, to the millisecond", () => {
    const edge = new Date("2027-05-24T06:00:00.000Z").getTime();
    expect(refusalOf({ now: new Date(edge - 1) })).toBe("OK");
    expect(refusalOf({ now: new Date(edge) })).toBe("COUPON_EXPIRED");
  });

  test("may be below the least amount only to empty the coupon", () => {
    const rest = { balanceCentavos: centavos(200) };
    expect(refusalOf({ coupon: rest, ask: { asked: pesos(200) } })).toBe("OK");
    expect(refusalOf({ coupon: rest, ask: { asked: pesos(199) } })).toBe("INVALID_AMOUNT");
    expect(refusalOf({ coupon: { balanceCentavos: centavos(1) }, ask: { asked: pesos(1) } })).toBe("INVALID_AMOUNT");
  });

  test("keeps as answers only what was decided, not who was turned away", () => {
    expect(isKept({ kind: "SELF_REDEMPTION" })).toBe(true);
    expect(isKept({ kind: "WRONG_STATION" })).toBe(true);
    for (const kind of ["UNAUTHORIZED", "ACCESS_DENIED", "INVALID_QR_CODE"] as const)
      expect(isKept({ kind })).toBe(false);
  });
});

const price = fc.integer({ min: 10_000, max: 9_999_999 }).map(tenthMilli);

describe("the sale", () => {
  test("in litres costs volume times price, rounded half up, as a rational number says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), price, (volume, at) => {
        const { cost } = saleOf(litres(volume), at);
        const exact = BigInt(volume) * BigInt(at) * 2n;
        const twice = BigInt(cost) * 200_000n;
        expect(twice - exact <= 100_000n && exact - twice < 100_000n).toBe(true);
      }),
    );
  });

  test("in pesos charges what was asked, and one millilitre more would cost more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), price, (asked, at) => {
        const sale = saleOf(pesos(asked), at);
        expect(sale.cost).toBe(asked);
        expect(BigInt(sale.volume) * BigInt(at) <= BigInt(asked) * 100_000n).toBe(true);
        expect(BigInt(sale.volume + 1) * BigInt(at) > BigInt(asked) * 100_000n).toBe(true);
      }),
    );
  });

  test("any run of redemptions keeps balance and redeemed adding up to the face, never below zero", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 30 }), price, (asks, at) => {
        let now: Coupon = coupon;
        for (const asked of asks) {
          const decided = decide({ coupon: now, ask: { asked: pesos(asked) }, facts: { price: at } });
          if (!decided.ok) continue;
          const { balanceAfter, redeemedAfter, statusAfter } = decided.value;
          now = { ...now, balanceCentavos: balanceAfter, redeemedCentavos: redeemedAfter, status: statusAfter };
          expect(balanceAfter + redeemedAfter).toBe(coupon.faceCentavos);
          expect(balanceAfter >= 0).toBe(true);
        }
      }),
    );
  });
});
