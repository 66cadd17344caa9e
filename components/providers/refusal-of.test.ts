import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";

import { refusalOf, refusalOrFault } from "./refusal-of";

test("given a refusal that came over the wire, its kind is found", () => {
  const error = TRPCClientError.from({
    error: { message: "COUPON_EXPIRED", code: -32009, data: { code: "CONFLICT", refusal: { kind: "COUPON_EXPIRED" } } },
  });
  expect(refusalOf(error)).toBe("COUPON_EXPIRED");
});

test("given a refusal thrown in the same process, its kind is found", () => {
  expect(refusalOf(Object.assign(new Error("x"), { refusal: { kind: "NOT_FOUND" } }))).toBe("NOT_FOUND");
});

test("given a failed input check, it is a validation error", () => {
  expect(refusalOf(Object.assign(new Error("x"), { code: "BAD_REQUEST" }))).toBe("VALIDATION_ERROR");
});

test("given a fault or no answer, it is no refusal, and the screen says which", () => {
  expect(refusalOf(new TypeError("fetch failed"))).toBeUndefined();
  expect(refusalOf({ refusal: { kind: "toString" } })).toBeUndefined();
  expect(refusalOrFault(new TypeError("fetch failed"))).toBe("UNAVAILABLE");
  expect(refusalOrFault({ data: { code: "INTERNAL_SERVER_ERROR" } })).toBe("INTERNAL");
});
