import { describe, expect, test } from "vitest";

import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";

import type { CouponStatus } from "./coupon-status";
import { decideVoid } from "./redemption-void";

const attendant = asId("user", "00000000-0000-7000-8000-000000000002");
const someone = asId("user", "00000000-0000-7000-8000-000000000003");
const redeemedAt = new Date("2026-11-24T12:00:00.000Z");
const after = (seconds: number): Date => new Date(redeemedAt.getTime() + seconds * 1000);

type Given = {
  status?: CouponStatus;
  balance?: number;
  cost?: number;
  by?: typeof attendant;
  isManager?: boolean;
  at?: Date;
  isVoided?: boolean;
};

const decide = ({
  status = "PARTIALLY_REDEEMED",
  balance = 40_000,
  cost = 60_000,
  by = attendant,
  isManager = false,
  at = after(1),
  isVoided = false,
}: Given) =>
  decideVoid(
    { attendantId: attendant, cost: centavos(cost), redeemedAt, isVoided },
    { status, balanceCentavos: centavos(balance), faceCentavos: centavos(100_000) },
    { byId: by, isManager, timeZone: "America/Mexico_City", now: at },
  );

describe("voiding a redemption", () => {
  test.each([
    ["PARTIALLY_REDEEMED", 40_000, 60_000, { returnedTo: "COUPON", balanceAfter: 100_000, statusAfter: "ACTIVE" }],
    [
      "PARTIALLY_REDEEMED",
      10_000,
      60_000,
      { returnedTo: "COUPON", balanceAfter: 70_000, statusAfter: "PARTIALLY_REDEEMED" },
    ],
    ["REDEEMED", 0, 60_000, { returnedTo: "COUPON", balanceAfter: 60_000, statusAfter: "PARTIALLY_REDEEMED" }],
    ["REDEEMED", 0, 100_000, { returnedTo: "COUPON", balanceAfter: 100_000, statusAfter: "ACTIVE" }],
    ["EXPIRED", 0, 60_000, { returnedTo: "EXPIRED_LIABILITY", balanceAfter: 0, statusAfter: "EXPIRED" }],
    ["SUSPENDED", 0, 60_000, { returnedTo: "DISPUTES", balanceAfter: 0, statusAfter: "SUSPENDED" }],
    ["CANCELLED", 0, 60_000, { returnedTo: "REFUNDS_PAYABLE", balanceAfter: 0, statusAfter: "CANCELLED" }],
  ] as const)("returns the money to where the coupon's money is: %s", (status, balance, cost, value) => {
    expect(decide({ status, balance, cost })).toEqual({ ok: true, value });
  });

  test("is the attendant's for 60 seconds and no longer", () => {
    expect(decide({ at: after(60) }).ok).toBe(true);
    expect(decide({ at: after(60.001) })).toMatchObject({ refusal: { kind: "ACCESS_DENIED" } });
    expect(decide({ by: someone })).toMatchObject({ refusal: { kind: "ACCESS_DENIED" } });
  });

  test("is a manager's until the local day of the station ends", () => {
    const lastMoment = new Date("2026-11-25T05:59:59.999Z");
    expect(decide({ by: someone, isManager: true, at: lastMoment }).ok).toBe(true);
    expect(decide({ by: someone, isManager: true, at: new Date("2026-11-25T06:00:00Z") })).toMatchObject({
      refusal: { kind: "STATE_CONFLICT" },
    });
  });

  test("happens once", () => {
    expect(decide({ isVoided: true })).toMatchObject({ refusal: { kind: "STATE_CONFLICT" } });
  });
});
