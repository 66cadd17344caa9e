import { describe, expect, test } from "vitest";

import type { ServiceMovement } from "./movement";
import { type ClearingItem, compareDay, differenceKey } from "./reconciliation";

const at = new Date("2026-11-24T18:00:00Z");
const charge = (n: number, amount = 50_000): ServiceMovement => ({
  ...{ id: `txn_${n}`, kind: "CHARGE", amount, fee: 2_100, currency: "mxn", intentId: `pi_${n}` },
  ...{ refundId: null, disputeId: null, at },
});
const capture = (n: number, amount = 50_000): ClearingItem => ({
  ...{ key: `CHARGE:pi_${n}`, amount, entry: `CAPTURE ${n}`, couponId: null },
});

const compare = (theirs: readonly ServiceMovement[], ours: readonly ClearingItem[]) => {
  const { matched, differences } = compareDay({ movements: theirs, known: theirs, items: ours, posted: ours });
  return { matched, differences: differences.map(differenceKey) };
};

describe("one day, item by item", () => {
  test("given the same on both sides, everything matches", () => {
    expect(compare([charge(1), charge(2)], [capture(2), capture(1)])).toEqual({ matched: 2, differences: [] });
    expect(compare([], [])).toEqual({ matched: 0, differences: [] });
  });

  test("given one missing here, one missing there and one off by a centavo, all three are found", () => {
    expect(compare([charge(1), charge(2), charge(3, 50_001)], [capture(1), capture(3), capture(4)])).toEqual({
      matched: 1,
      differences: ["MISSING_HERE:txn_2", "OTHER_AMOUNT:txn_3", "MISSING_THERE:CHARGE:pi_4"],
    });
  });

  test("given sums that are equal and items that are not, the sums hide nothing", () => {
    expect(compare([charge(1, 40_000), charge(2, 60_000)], [capture(1), capture(2)]).differences).toHaveLength(2);
  });

  test("given one payment charged twice, the second line is missing here", () => {
    const twice = [charge(1), { ...charge(1), id: "txn_again" }];
    expect(compare(twice, [capture(1)])).toEqual({ matched: 1, differences: ["MISSING_HERE:txn_again"] });
  });

  test("given another currency, the amount is another", () => {
    expect(compare([{ ...charge(1), currency: "usd" }], [capture(1)]).differences).toEqual(["OTHER_AMOUNT:txn_1"]);
  });

  test("given the two sides of midnight, each is found on the other day", () => {
    const late = compareDay({ movements: [charge(1)], known: [charge(1)], items: [], posted: [capture(1)] });
    expect(late).toEqual({ matched: 1, differences: [] });
    const early = compareDay({ movements: [], known: [charge(1)], items: [capture(1)], posted: [capture(1)] });
    expect(early).toEqual({ matched: 0, differences: [] });
  });

  test("given refunds, their returns, disputes and the rest, each is a line of its own, and payouts to our bank are about nothing", () => {
    const line = (more: Partial<ServiceMovement>): ServiceMovement => ({ ...charge(9), intentId: null, ...more });
    const theirs = [
      line({ id: "a", kind: "REFUND", refundId: "r", amount: -500 }),
      line({ id: "b", kind: "REFUND_FAILURE", refundId: "r", amount: 500 }),
      line({ id: "c", kind: "DISPUTE", disputeId: "dp", amount: -900 }),
      line({ id: "d", kind: "DISPUTE_REVERSAL", disputeId: "dp", amount: 900 }),
      line({ id: "e", kind: "REFUND", refundId: null, amount: -1 }),
      line({ id: "f", kind: "OTHER", amount: -7 }),
      line({ id: "g", kind: "PAYOUT", amount: -90_000 }),
    ];
    const item = (key: string, amount: number): ClearingItem => ({ key, amount, entry: key, couponId: null });
    const ours = [
      item("REFUND:r", -500),
      item("REFUND_FAILURE:r", 500),
      item("DISPUTE:dp", -900),
      item("DISPUTE_REVERSAL:dp", 900),
    ];
    expect(compare(theirs, ours)).toEqual({ matched: 4, differences: ["MISSING_HERE:e", "MISSING_HERE:f"] });
  });
});
