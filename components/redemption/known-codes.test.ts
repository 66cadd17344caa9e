import { expect, test } from "vitest";

import { createScanGate } from "@/components/scanner/scan-gate";

import { createKnownCodes } from "./known-codes";

test("given both codes of a coupon, holding it holds them both and no other", () => {
  const gate = createScanGate();
  const known = createKnownCodes(gate);
  known.learn("c1", "QR");
  known.learn("c1", "SHORT");
  known.learn("c2", "OTHER");
  known.hold("c1", 10_000);
  expect(gate.passes("QR", 10_100)).toBe(false);
  expect(gate.passes("SHORT", 10_100)).toBe(false);
  expect(gate.passes("OTHER", 10_100)).toBe(true);
});
