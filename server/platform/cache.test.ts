import { describe, expect, test } from "vitest";
import { z } from "zod";

import { createCache, type FarCache } from "./cache";
import { createLogger } from "./logger";

const memory = () => {
  const held = new Map<string, string>();
  const far: FarCache = {
    get: (key) => Promise.resolve(held.get(key)),
    set: (key, text) => Promise.resolve(void held.set(key, text)),
    drop: (key) => Promise.resolve(void held.delete(key)),
  };
  return { held, far };
};

function world(far?: FarCache) {
  const clock = { at: 1_700_000_000_000 };
  const cache = createCache({
    ...{ name: "test", schema: z.number(), far, log: createLogger({ LOG_LEVEL: "silent" }) },
    now: () => new Date(clock.at),
  });
  return { cache, clock };
}

const loads = (...values: number[]) => {
  let asked = 0;
  return { load: () => Promise.resolve(values[asked++] ?? -1), asked: () => asked };
};

describe("two levels", () => {
  test("a thousand who miss at once make one load", async () => {
    const { cache } = world();
    const { load, asked } = loads(7);
    const got = await Promise.all(Array.from({ length: 1_000 }, () => cache.get("a", load)));
    expect([asked(), new Set(got)]).toEqual([1, new Set([7])]);
  });

  test("near for a minute, then from the shared cache, also on another instance", async () => {
    const { far } = memory();
    const { load, asked } = loads(1, 2);
    const [one, other] = [world(far), world(far)];
    expect(await one.cache.get("a", load)).toBe(1);
    expect(await other.cache.get("a", load)).toBe(1);
    one.clock.at += 60_000;
    expect(await one.cache.get("a", load)).toBe(1);
    expect(asked()).toBe(1);
  });

  test("what was dropped is loaded anew, and what was loading meanwhile is not kept", async () => {
    const { far, held } = memory();
    const { cache } = world(far);
    let resolve: (value: number) => void = () => undefined;
    const early = cache.get("a", () => new Promise<number>((done) => (resolve = done)));
    await Promise.resolve();
    await Promise.resolve();
    cache.drop("a");
    resolve(1);
    expect(await early).toBe(1);
    expect(held.size).toBe(0);
    expect(await cache.get("a", () => Promise.resolve(2))).toBe(2);
  });

  test("a load that fails is nobody's answer", async () => {
    const { cache } = world();
    await expect(cache.get("a", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
    expect(await cache.get("a", () => Promise.resolve(3))).toBe(3);
  });

  test("a shared cache that is away, or holds rubbish, is as good as empty", async () => {
    const away = () => Promise.reject(new Error("away"));
    expect(await world({ get: away, set: away, drop: away }).cache.get("a", loads(4).load)).toBe(4);
    const { far, held } = memory();
    for (const rubbish of ["{", '"no number"']) {
      held.set("jsm:test:a", rubbish);
      expect(await world(far).cache.get("a", loads(5).load)).toBe(5);
    }
  });

  test("after words may have been missed nothing of before is believed", async () => {
    const { far } = memory();
    const { cache, clock } = world(far);
    const { load } = loads(1, 2, 3);
    await cache.get("a", load);
    cache.distrust();
    expect(await cache.get("a", load)).toBe(2);
    clock.at += 15 * 60_000;
    expect(await cache.get("a", load)).toBe(2);
  });
});
