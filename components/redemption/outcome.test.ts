import { expect, test } from "vitest";

import { failureOf, waitAfter } from "./outcome";

const answered = (kind: string) =>
  Object.assign(new Error(kind), { data: { code: "CONFLICT", refusal: { kind }, requestId: "r-1" } });

test("given a decided refusal, nothing was charged and its reason is known", () => {
  const expired = { kind: "refused", refusal: "COUPON_EXPIRED", requestId: "r-1" };
  expect(failureOf(answered("COUPON_EXPIRED"), true)).toEqual(expired);
  expect(failureOf(answered("COUPON_EXPIRED"), false)).toEqual(expired);
});

test("given a refusal that says how long to wait, so does the failure", () => {
  const slow = Object.assign(new Error("x"), { data: { refusal: { kind: "RATE_LIMITED", retryAfterSeconds: 30 } } });
  expect(failureOf(slow, true)).toMatchObject({ refusal: "RATE_LIMITED", waitSeconds: 30 });
});

test("given no answer, or one that does not decide, the outcome is unknown", () => {
  const unknown = { kind: "unknown", isSignedOut: false };
  expect(failureOf(new TypeError("Failed to fetch"), true)).toEqual(unknown);
  expect(failureOf(answered("UNAVAILABLE"), true)).toEqual(unknown);
  expect(failureOf(answered("INTERNAL"), true)).toEqual(unknown);
  const bare = Object.assign(new Error("x"), { data: { code: "INTERNAL_SERVER_ERROR" } });
  expect(failureOf(bare, true)).toEqual(unknown);
});

test("given a lost try, a refusal at the door does not mean that nothing happened", () => {
  expect(failureOf(answered("UNAUTHORIZED"), true)).toMatchObject({ kind: "refused", refusal: "UNAUTHORIZED" });
  expect(failureOf(answered("UNAUTHORIZED"), false)).toEqual({ kind: "unknown", isSignedOut: true });
  expect(failureOf(answered("RATE_LIMITED"), false)).toEqual({ kind: "unknown", isSignedOut: false });
});

test("given more tries, the pauses grow to a limit", () => {
  expect([1, 2, 3, 4, 5, 50].map(waitAfter)).toEqual([400, 800, 1_500, 3_000, 5_000, 5_000]);
});
