import { expect, test } from "vitest";

import { createScanGate, REPEAT_MS } from "./scan-gate";

test("given a code that stays before the camera, it passes once", () => {
  const gate = createScanGate();
  expect(gate.passes("A", 0)).toBe(true);
  for (let at = 80; at < 10_000; at += 80) expect(gate.passes("A", at)).toBe(false);
});

test("given a code that was away long enough, it passes again", () => {
  const gate = createScanGate();
  gate.passes("A", 0);
  expect(gate.passes("A", REPEAT_MS - 1)).toBe(false);
  expect(gate.passes("A", 2 * REPEAT_MS - 1)).toBe(true);
});

test("given another code, it passes at once", () => {
  const gate = createScanGate();
  gate.passes("A", 0);
  expect(gate.passes("B", 80)).toBe(true);
});

test("given a code just handled another way, the camera does not bring it again", () => {
  const gate = createScanGate();
  gate.hold("A", 0);
  expect(gate.passes("A", 80)).toBe(false);
});

test("given two codes before the camera in turn, each passes once", () => {
  const gate = createScanGate();
  expect(gate.passes("A", 0)).toBe(true);
  expect(gate.passes("B", 80)).toBe(true);
  for (let at = 160; at < 5_000; at += 160) {
    expect(gate.passes("A", at)).toBe(false);
    expect(gate.passes("B", at + 80)).toBe(false);
  }
});

test("given a code held for longer, seeing it meanwhile does not shorten that", () => {
  const gate = createScanGate();
  gate.hold("A", 8_000);
  expect(gate.passes("A", 1_000)).toBe(false);
  expect(gate.passes("A", 8_000 + REPEAT_MS - 1)).toBe(false);
  expect(gate.passes("A", 8_000 + 3 * REPEAT_MS)).toBe(true);
});
