import { describe, expect, test } from "vitest";

import { createGroupCommit, QueueOverflow } from "./group-commit";

type Ask = { key: string; n: number };

function bench(overrides: Partial<Parameters<typeof createGroupCommit<Ask, number>>[0]> = {}) {
  const batches: Ask[][] = [];
  let release: () => void = () => undefined;
  let gate = Promise.resolve();
  const group = createGroupCommit<Ask, number>({
    aloneKeyOf: (ask) => ask.key,
    quotaKeyOf: (ask) => ask.key,
    commit: async (batch) => {
      batches.push([...batch]);
      await gate;
      return batch.map((ask) => ask.n * 10);
    },
    maxBatch: 256,
    maxQueued: 4_096,
    maxQueuedPerKey: 512,
    maxWaitMs: 2_000,
    now: () => 0,
    ...overrides,
  });
  return {
    group,
    batches,
    hold: () => (gate = new Promise((resolve) => (release = resolve))),
    letGo: () => release(),
  };
}

describe("group commit", () => {
  test("what arrives during a commit shares the next one", async () => {
    const { group, batches, hold, letGo } = bench();
    void hold();
    const first = group.submit({ key: "a", n: 1 });
    await Promise.resolve().then(() => undefined);
    const rest = [2, 3, 4].map((n) => group.submit({ key: `k${n}`, n }));
    letGo();
    expect(await Promise.all([first, ...rest])).toEqual([10, 20, 30, 40]);
    expect(batches.map((batch) => batch.length)).toEqual([1, 3]);
  });

  test("two requests of one key never share a batch, and keep their order", async () => {
    const { group, batches } = bench();
    await Promise.all([1, 2, 3].map((n) => group.submit({ key: "same", n })));
    expect(batches.map((batch) => batch.map((ask) => ask.n))).toEqual([[1], [2], [3]]);
  });

  test("a bad request fails alone", async () => {
    const { group } = bench({
      commit: async (batch) => {
        if (batch.some((ask) => ask.n === 2)) throw new Error("bad");
        return batch.map((ask) => ask.n);
      },
    });
    const settled = await Promise.allSettled([1, 2, 3].map((n) => group.submit({ key: `k${n}`, n })));
    expect(settled.map((s) => s.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  test("a batch is never larger than allowed", async () => {
    const { group, batches } = bench({ maxBatch: 2 });
    await Promise.all([1, 2, 3, 4, 5].map((n) => group.submit({ key: `k${n}`, n })));
    expect(batches.map((batch) => batch.length)).toEqual([2, 2, 1]);
  });

  test("a full queue and a hot key refuse instead of growing", async () => {
    const { group, hold, letGo } = bench({ maxQueued: 3, maxQueuedPerKey: 2 });
    void hold();
    const kept = [group.submit({ key: "a", n: 1 }), group.submit({ key: "a", n: 2 }), group.submit({ key: "b", n: 3 })];
    await expect(group.submit({ key: "c", n: 4 })).rejects.toBeInstanceOf(QueueOverflow);
    letGo();
    await Promise.all(kept);
    void hold();
    const hot = [group.submit({ key: "a", n: 1 }), group.submit({ key: "a", n: 2 })];
    await expect(group.submit({ key: "a", n: 3 })).rejects.toThrow("too-many-of-one");
    letGo();
    await Promise.all(hot);
  });

  test("a request that waited too long is refused, not answered late", async () => {
    let clock = 0;
    const { group, hold, letGo } = bench({ now: () => clock });
    void hold();
    const first = group.submit({ key: "a", n: 1 });
    await Promise.resolve().then(() => undefined);
    const late = group.submit({ key: "b", n: 2 });
    clock = 2_001;
    letGo();
    await expect(first).resolves.toBe(10);
    await expect(late).rejects.toThrow("waited-too-long");
  });
});
