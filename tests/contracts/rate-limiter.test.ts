import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { memoryLimiter } from "@/server/adapters/limits/memory";
import { upstashLimiter, upstashRedis } from "@/server/adapters/upstash/limiter";
import { type LimitRule, type RateLimiter } from "@/server/platform/limits";
import { createLogger } from "@/server/platform/logger";

import { type RedisServer, startRedis } from "../support/redis-server";
import { startUpstashBridge } from "../support/upstash-bridge";

const log = createLogger({ LOG_LEVEL: "silent" });
/** A window of a day, so that no test runs into its end. */
const rule: LimitRule = { name: "purchase", allowance: 3, windowSeconds: 86_400 };
let lastSubject = 0;
const someone = (): string => `subject-${++lastSubject}`;

let redis: RedisServer;
let bridge: Awaited<ReturnType<typeof startUpstashBridge>>;
beforeAll(async () => {
  redis = await startRedis();
  bridge = await startUpstashBridge(redis.socket);
});
afterAll(async () => {
  await bridge.stop();
  await redis.stop();
});

/** As patient as a busy test machine needs. */
const throughRedis = (fallback: RateLimiter): RateLimiter =>
  upstashLimiter({ url: bridge.url, token: bridge.token, fallback, log, patienceMs: 10_000 });
/** Fails the test when it is asked: Redis was there all the time. */
const noFallback: RateLimiter = { take: () => Promise.reject(new Error("the fallback was asked")) };

describe.each([
  ["in memory", () => memoryLimiter()],
  ["Upstash", () => throughRedis(noFallback)],
])("rate limiter %s", (_name, make) => {
  test("given an allowance of three, the fourth is refused and says when to come back", async () => {
    const limiter = make();
    const subject = someone();
    const takes = [];
    for (let i = 0; i < 4; i++) takes.push(await limiter.take(rule, subject));
    expect(takes.map((take) => [take.allowed, take.limit, take.remaining])).toEqual([
      [true, 3, 2],
      [true, 3, 1],
      [true, 3, 0],
      [false, 3, 0],
    ]);
    const [resetAt] = takes.map((take) => take.resetAt.getTime());
    expect(resetAt).toBe((Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000);
  });

  test("given 20 at once, exactly three get in", async () => {
    const limiter = make();
    const subject = someone();
    const takes = await Promise.all(Array.from({ length: 20 }, () => limiter.take(rule, subject)));
    expect(takes.filter((take) => take.allowed)).toHaveLength(3);
  });

  test("given one person at their limit, another and another rule are not", async () => {
    const limiter = make();
    const subject = someone();
    for (let i = 0; i < 4; i++) await limiter.take(rule, subject);
    expect((await limiter.take(rule, someone())).allowed).toBe(true);
    expect((await limiter.take({ ...rule, name: "redemption" }, subject)).allowed).toBe(true);
  });

  test("given one taken back, it may be taken again", async () => {
    const limiter = make();
    const subject = someone();
    for (let i = 0; i < 3; i++) await limiter.take(rule, subject);
    expect((await limiter.take(rule, subject, -1)).allowed).toBe(true);
    expect((await limiter.take(rule, subject)).allowed).toBe(true);
    expect((await limiter.take(rule, subject)).allowed).toBe(false);
  });

  test("given refused ones, they are not counted", async () => {
    const limiter = make();
    const subject = someone();
    for (let i = 0; i < 10; i++) await limiter.take(rule, subject);
    await limiter.take(rule, subject, -1);
    await expect.poll(async () => (await limiter.take(rule, subject)).allowed, { timeout: 3_000 }).toBe(true);
  });
});

describe("rate limiter in memory", () => {
  test("given the end of the window, counting begins anew", async () => {
    let now = 0;
    const limiter = memoryLimiter(() => now);
    for (let i = 0; i < 4; i++) await limiter.take(rule, "a");
    now = 86_399_999;
    expect((await limiter.take(rule, "a")).allowed).toBe(false);
    now = 86_400_000;
    expect(await limiter.take(rule, "a")).toMatchObject({ allowed: true, remaining: 2 });
  });

  test("given more strangers than it keeps, it goes on counting", async () => {
    const limiter = memoryLimiter(() => 0);
    for (let i = 0; i < 60_000; i++) await limiter.take(rule, `stranger-${i}`);
    for (let i = 0; i < 3; i++) await limiter.take(rule, "a");
    expect((await limiter.take(rule, "a")).allowed).toBe(false);
  });
});

describe("rate limiter Upstash", () => {
  test("given two instances, they share what is counted", async () => {
    const [one, other] = [throughRedis(noFallback), throughRedis(noFallback)];
    const subject = someone();
    for (let i = 0; i < 3; i++) await one.take(rule, subject);
    expect((await other.take(rule, subject)).allowed).toBe(false);
  });

  test("given an address where nobody is, memory counts: never unlimited, never refused for that", async () => {
    const limiter = upstashLimiter({ url: "http://127.0.0.1:9", token: "x", fallback: memoryLimiter(), log });
    const from = performance.now();
    const takes = [];
    for (let i = 0; i < 4; i++) takes.push(await limiter.take(rule, "a"));
    expect(takes.map((take) => take.allowed)).toEqual([true, true, true, false]);
    expect(performance.now() - from).toBeLessThan(2_000);
  });

  test("given a Redis that hangs, one call is slow and the next are not", async () => {
    const limiter = upstashLimiter({ url: bridge.url, token: bridge.token, fallback: memoryLimiter(), log });
    redis.pause();
    try {
      const from = performance.now();
      const first = await limiter.take(rule, someone());
      const asked = bridge.served();
      const takes = await Promise.all(Array.from({ length: 50 }, () => limiter.take(rule, someone())));
      expect(performance.now() - from).toBeLessThan(1_500);
      expect([first, ...takes].every((take) => take.allowed && take.limit === 3)).toBe(true);
      expect(bridge.served()).toBe(asked);
    } finally {
      redis.resume();
    }
  });

  test("given a wrong token, memory counts", async () => {
    const limiter = upstashLimiter({ url: bridge.url, token: "wrong", fallback: memoryLimiter(), log });
    expect(await limiter.take(rule, "a")).toMatchObject({ allowed: true, remaining: 2 });
  });

  test("given the bridge, the client's own commands come back as they were stored", async () => {
    const client = upstashRedis(bridge);
    expect(await client.set("word", "ñandú OK")).toBe("OK");
    expect(await client.get("word")).toBe("ñandú OK");
    expect(await client.incr("number")).toBe(1);
    expect(await client.get("nothing")).toBeNull();
    await expect(client.incr("word")).rejects.toThrow(/not an integer/);
  });
});
