import { describe, expect, test } from "vitest";

import { afterAnswer, type PayoutAnswer } from "./payout";
import type { Payout } from "./refund";

const said = (state: PayoutAnswer["state"]): PayoutAnswer => ({ state, stripeRefundId: "re_1", failure: undefined });
const step = (from: Payout["state"], state: PayoutAnswer["state"], isDisputeLost = false) => {
  const next = afterAnswer({ payout: { state: from }, isDisputeLost }, said(state));
  return next && `${next.payout} ${next.refund} ${next.money ?? "-"}`;
};

describe("a try to pay a debt", () => {
  test("given it is under way, the answer decides", () => {
    expect(step("ASKED", "PENDING")).toBe("PENDING PENDING -");
    expect(step("ASKED", "SUCCEEDED")).toBe("SUCCEEDED SUCCEEDED OUT");
    expect(step("PENDING", "SUCCEEDED")).toBe("SUCCEEDED SUCCEEDED OUT");
    expect(step("ASKED", "FAILED")).toBe("FAILED FAILED -");
    expect(step("PENDING", "FAILED")).toBe("FAILED FAILED -");
  });

  test("given it succeeded, only the money's return changes it, and the debt stands again", () => {
    expect(step("SUCCEEDED", "FAILED")).toBe("RETURNED FAILED BACK");
    expect(step("SUCCEEDED", "SUCCEEDED")).toBeUndefined();
    expect(step("SUCCEEDED", "PENDING")).toBeUndefined();
  });

  test("given it is over, no answer changes it", () => {
    for (const over of ["FAILED", "RETURNED", "REJECTED", "PROPOSED"] as const)
      for (const answer of ["PENDING", "SUCCEEDED", "FAILED"] as const) expect(step(over, answer)).toBeUndefined();
  });

  test("given the bank gave the buyer the money in a dispute, a debt that was not paid is covered", () => {
    expect(step("ASKED", "FAILED", true)).toBe("FAILED COVERED -");
    expect(step("SUCCEEDED", "FAILED", true)).toBe("RETURNED COVERED BACK");
    expect(step("ASKED", "SUCCEEDED", true)).toBe("SUCCEEDED SUCCEEDED OUT");
  });
});
