import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createLogger } from "@/server/platform/logger";

import { BREATH_MS, createDoorbell } from "./doorbell";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function bellOf(drain: (name: string) => Promise<number>) {
  const drained: string[] = [];
  const drainer = {
    names: ["one", "two"],
    drain: (name: string) => {
      drained.push(name);
      return drain(name);
    },
  };
  return { drained, doorbell: createDoorbell({ drainer, log: createLogger({ LOG_LEVEL: "silent" }) }) };
}

test("a ring drains every subscription at once; those that came during a round share the next, a breath later", async () => {
  const { doorbell, drained } = bellOf(async () => 0);
  doorbell.start();
  doorbell.ring();
  doorbell.ring();
  doorbell.ring();
  await vi.advanceTimersByTimeAsync(0);
  expect(drained).toEqual(["one", "two"]);
  await vi.advanceTimersByTimeAsync(BREATH_MS);
  expect(drained).toEqual(["one", "two", "one", "two"]);
  await vi.advanceTimersByTimeAsync(500);
  expect(drained).toHaveLength(4);
  await doorbell.stop();
});

test("what no ring told of is found by the clock, and a subscription that fails stops no other", async () => {
  const { doorbell, drained } = bellOf(async (name) => {
    if (name === "one") throw new Error("away");
    return 0;
  });
  doorbell.start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(drained).toEqual(["one", "two"]);
  await doorbell.stop();
});

test("before it is started and after it is stopped, rings drain nothing", async () => {
  const { doorbell, drained } = bellOf(async () => 0);
  doorbell.ring();
  doorbell.start();
  await doorbell.stop();
  doorbell.ring();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(drained).toEqual([]);
});
