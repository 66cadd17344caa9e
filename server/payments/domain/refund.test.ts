import { describe, expect, test } from "vitest";

import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";

import {
  decideSecondLook,
  decideTransfer,
  mayRetry,
  type Payout,
  type Refund,
  REFUND_STATES,
  takesAccount,
} from "./refund";

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const [maker, checker] = [asId("user", uuid(1)), asId("user", uuid(2))];

const owed = (more: Partial<Refund> = {}): Refund => ({
  ...{ id: asId("refund", uuid(3)), paymentId: asId("payment", uuid(4)), couponId: asId("coupon", uuid(5)) },
  ...{ userId: asId("user", uuid(6)), intentId: "pi_1", method: "OXXO", amount: centavos(50_000), state: "BY_HAND" },
  clabeLast4: "9719",
  ...more,
});

const tryOf = (more: Partial<Payout> = {}): Payout => ({
  ...{ id: asId("payout", uuid(7)), refundId: asId("refund", uuid(3)), way: "TRANSFER", state: "PROPOSED" },
  ...{ stripeRefundId: null, reference: "RASTREO1", recordedBy: maker },
  ...more,
});

const kindOf = (decided: { ok: boolean; refusal?: { kind: string } }) => (decided.ok ? "ok" : decided.refusal?.kind);

describe("a transfer by hand", () => {
  test("given a debt that waits for people, an account and the whole amount, it is proposed", () => {
    expect(kindOf(decideTransfer(owed(), undefined, centavos(50_000)))).toBe("ok");
    expect(kindOf(decideTransfer(owed({ state: "FAILED", method: "CARD" }), undefined, centavos(50_000)))).toBe("ok");
  });

  test("given another amount, no account, or a try under way, it is refused", () => {
    expect(kindOf(decideTransfer(owed(), undefined, centavos(49_999)))).toBe("INVALID_AMOUNT");
    expect(kindOf(decideTransfer(owed({ clabeLast4: null }), undefined, centavos(50_000)))).toBe("STATE_CONFLICT");
    expect(kindOf(decideTransfer(owed(), tryOf(), centavos(50_000)))).toBe("STATE_CONFLICT");
  });

  test("given a debt that nobody needs to pay by hand, it is refused", () => {
    for (const state of REFUND_STATES) {
      if (state === "BY_HAND" || state === "FAILED") continue;
      expect(kindOf(decideTransfer(owed({ state }), undefined, centavos(50_000))), state).toBe("STATE_CONFLICT");
    }
  });

  test("given the second look, another person counts and the same one does not", () => {
    expect(kindOf(decideSecondLook(tryOf(), checker))).toBe("ok");
    expect(kindOf(decideSecondLook(tryOf(), maker))).toBe("ACCESS_DENIED");
    expect(kindOf(decideSecondLook(undefined, checker))).toBe("STATE_CONFLICT");
    expect(kindOf(decideSecondLook(tryOf({ state: "SUCCEEDED" }), checker))).toBe("STATE_CONFLICT");
  });
});

test("given a debt, the service may be asked again only where it refused and could pay", () => {
  expect(REFUND_STATES.filter((state) => mayRetry({ state, method: "CARD" }))).toEqual(["FAILED"]);
  expect(REFUND_STATES.filter((state) => mayRetry({ state, method: "OXXO" }))).toEqual([]);
});

test("given a debt, the buyer may say where to until the transfer is begun", () => {
  expect(REFUND_STATES.filter((state) => takesAccount({ state, method: "OXXO" }, undefined))).toEqual([
    "RESERVED",
    "FAILED",
    "BY_HAND",
  ]);
  expect(REFUND_STATES.filter((state) => takesAccount({ state, method: "CARD" }, undefined))).toEqual([
    "FAILED",
    "BY_HAND",
  ]);
  expect(takesAccount({ state: "BY_HAND", method: "OXXO" }, tryOf())).toBe(false);
});
