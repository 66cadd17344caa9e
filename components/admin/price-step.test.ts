import { expect, test } from "vitest";

import { priceStep } from "./price-step";

test("given a price within ten per cent, it is set at once", () => {
  expect(priceStep("24.99", "23.99")).toEqual({ state: "atOnce", percent: "+4.2" });
  expect(priceStep("21.60", "24.00")).toEqual({ state: "atOnce", percent: "−10.0" });
});

test("given a price beyond ten per cent, it waits for another person", () => {
  expect(priceStep("26.41", "24.00")).toEqual({ state: "waits", percent: "+10.0" });
  expect(priceStep("12.00", "24.00")).toEqual({ state: "waits", percent: "−50.0" });
});

test("given the same price, the first one, or none, it says so", () => {
  expect(priceStep("24", "24.00")).toEqual({ state: "same" });
  expect(priceStep("24", null)).toEqual({ state: "first" });
  for (const typed of ["", "0", "abc", "24.12345", "-3"]) expect(priceStep(typed, "24.00").state).toBe("unreadable");
});
