import { expect, test } from "vitest";

import { afterEnd, afterReason, type VoidTarget } from "./void-steps";

const target: VoidTarget = { id: "r1", totalCost: "300.00", pumpNumber: 2, reference: "7K3M9QXW", isInOwnRight: true };
const own = { reason: "wrongPump", withPin: false } as const;
const byPin = { reason: "wrongPump", withPin: true } as const;

test("given somebody with a right of their own, no PIN is asked for first; others type one", () => {
  expect(afterReason(target, "wrongPump")).toEqual({ step: "own", reason: "wrongPump" });
  expect(afterReason({ ...target, isInOwnRight: false }, "wrongPump")).toEqual({ step: "pin", reason: "wrongPump" });
});

test("given the minute is over, the manager's PIN is the next step", () => {
  expect(afterEnd({ kind: "refused", refusal: "ACCESS_DENIED" }, own)).toEqual({ step: "pin", reason: "wrongPump" });
});

test("given a PIN that is refused or must wait, it can be typed again and says why", () => {
  expect(afterEnd({ kind: "refused", refusal: "ACCESS_DENIED" }, byPin)).toMatchObject({
    step: "pin",
    trouble: "refused",
  });
  expect(afterEnd({ kind: "refused", refusal: "RATE_LIMITED" }, byPin)).toMatchObject({ step: "pin", trouble: "wait" });
});

test("given the day is over or somebody undid it before, the reason is the screen", () => {
  expect(afterEnd({ kind: "refused", refusal: "STATE_CONFLICT" }, own)).toEqual({
    step: "refused",
    kind: "STATE_CONFLICT",
  });
});

test("given no answer, it is asked again with what was typed", () => {
  expect(afterEnd({ kind: "unanswered" }, byPin)).toEqual({ step: "unknown", reason: "wrongPump", pin: true });
});

test("given an answer, it says what went back", () => {
  const voided = { totalCost: "300.00", balance: "500.00" };
  expect(afterEnd({ kind: "answered", voided }, own)).toEqual({ step: "done", voided });
});
