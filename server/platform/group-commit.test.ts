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

  test("a hot key at its limit keeps nobody else waiting for more than its share", async () => {
    const { group, batches } = bench({ aloneKeyOf: ({ n }) => String(n), maxBatch: 4, maxQueuedPerKey: 8 });
    const hot = Array.from({ length: 20 }, (_, n) => group.submit({ key: "hot", n }));
    const other = group.submit({ key: "other", n: 100 });
    const settled = await Promise.allSettled(hot);
    await other;
    expect(settled.map(({ status }) => status === "fulfilled")).toEqual(Array.from({ length: 20 }, (_, n) => n < 8));
    expect(batches.findIndex((batch) => batch.some(({ key }) => key === "other"))).toBe(8 / 4);
  });

  test("a key that was answered may be asked for again: its share is of what waits", async () => {
    const { group } = bench({ maxQueuedPerKey: 1 });
    for (const n of [1, 2, 3]) await expect(group.submit({ key: "a", n })).resolves.toBe(n * 10);
  });

  test("what no batch can do fails for each with its own fault, and the next batch is none the worse", async () => {
    let isAway = true;
    const { group } = bench({
      commit: async (batch) => {
        if (isAway) throw new Error(`away for ${batch.map(({ n }) => n).join()}`);
        return batch.map(({ n }) => n);
      },
    });
    const settled = await Promise.allSettled([1, 2].map((n) => group.submit({ key: `k${n}`, n })));
    expect(settled.map((s) => (s.status === "rejected" ? s.reason.message : s.value))).toEqual([
      "away for 1",
      "away for 2",
    ]);
    isAway = false;
    await expect(group.submit({ key: "a", n: 3 })).resolves.toBe(3);
  });

  test("closing answers what waits and takes nothing more", async () => {
    const { group, hold, letGo } = bench({ maxBatch: 1 });
    void hold();
    const waiting = [1, 2, 3].map((n) => group.submit({ key: `k${n}`, n }));
    let isClosed = false;
    const closed = group.close().then(() => (isClosed = true));
    await expect(group.submit({ key: "late", n: 4 })).rejects.toThrow("closing");
    expect(isClosed).toBe(false);
    letGo();
    expect(await Promise.all(waiting)).toEqual([10, 20, 30]);
    await closed;
    expect(group.queued).toBe(0);
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
