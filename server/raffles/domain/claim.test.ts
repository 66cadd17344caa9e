import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";

import { type AwardRecord, couponsFor, decideApproval, decideClaim, decideDelivery, decideVacancy } from "./claim";
import { claimCodeOf, readClaimCode } from "./claim-code";
import { prizeTax } from "./prize-tax";

const uuid = (n: number): string => `018f2b1c-7d3e-7000-8000-00000000000${n}`;
const deadline = new Date("2026-03-31T00:00:00Z");
const award: AwardRecord = {
  id: asId("award", uuid(1)),
  raffleId: asId("raffle", uuid(2)),
  userId: asId("user", uuid(3)),
  status: "UNCLAIMED",
  prize: { name: "Auto", type: "GOODS", declaredValueCentavos: 500_001, quantity: 1 },
  claimDeadline: deadline,
};

describe("a place", () => {
  test("is claimed before its deadline, to the millisecond", () => {
    expect(decideClaim(award, new Date(deadline.getTime() - 1)).ok).toBe(true);
    expect(decideClaim(award, deadline).ok).toBe(false);
    expect(decideClaim({ ...award, status: "CLAIMED" }, new Date(0)).ok).toBe(false);
    expect(decideClaim({ ...award, status: "WAITING", prize: undefined }, new Date(0)).ok).toBe(false);
  });

  test("worth more than 5,000.00 is handed over only to somebody proven", () => {
    const claimed = { ...award, status: "CLAIMED" as const };
    expect(decideDelivery(claimed)).toMatchObject({ ok: false, refusal: { kind: "STEP_UP_REQUIRED" } });
    expect(decideDelivery({ ...claimed, status: "IDENTIFIED" }).ok).toBe(true);
    const cheap = {
      ...claimed,
      prize: { name: "A", type: "GOODS" as const, declaredValueCentavos: 500_000, quantity: 1 },
    };
    expect(decideDelivery(cheap).ok).toBe(true);
  });

  test("that was handed over is never vacated", () => {
    expect(decideVacancy({ ...award, status: "DELIVERED" }).ok).toBe(false);
    expect(decideVacancy(award).ok).toBe(true);
  });
});

test("a promotion takes two different people, once", () => {
  const [ana, bruno] = [asId("user", uuid(4)), asId("user", uuid(5))];
  const ids = { id: asId("row", uuid(6)), raffleId: award.raffleId, awardId: award.id };
  const vacancy = { ...ids, reason: "DECLINED" as const, firstBy: null, alternateId: null, isDecided: false };
  expect(decideApproval(vacancy, ana)).toEqual({ ok: true, value: "FIRST" });
  expect(decideApproval({ ...vacancy, firstBy: ana }, ana).ok).toBe(false);
  expect(decideApproval({ ...vacancy, firstBy: ana }, bruno)).toEqual({ ok: true, value: "PROMOTES" });
  expect(decideApproval({ ...vacancy, firstBy: ana, isDecided: true }, bruno).ok).toBe(false);
});

test("fuel credit is paid to the centavo in coupons that may exist", () => {
  fc.assert(
    fc.property(fc.integer({ min: 5_000, max: 100_000_000 }), (value) => {
      const parts = couponsFor(centavos(value));
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(value);
      expect(parts.every((part) => part >= 5_000 && part <= 1_000_000)).toBe(true);
    }),
  );
  expect(couponsFor(centavos(4_999))).toEqual([]);
});

test("a code is read as it was meant", () => {
  const code = claimCodeOf(Uint8Array.of(0, 1, 2, 3, 30, 31, 32, 255));
  expect(code).toBe("0123YZ0Z");
  expect(readClaimCode(" oi23-yz0z ")).toBe("0123YZ0Z");
});

test.each([
  { rate: null, owed: { federalRate: 100, federal: 10_000, state: null, afterTax: 990_000 } },
  { rate: 600, owed: { federalRate: 100, federal: 10_000, state: 60_000, afterTax: 930_000 } },
  { rate: 700, owed: { federalRate: 2_100, federal: 210_000, state: 70_000, afterTax: 720_000 } },
])("a prize of 10,000.00 with a state rate of $rate", ({ rate, owed }) => {
  expect(prizeTax(centavos(1_000_000), rate)).toEqual(owed);
});
