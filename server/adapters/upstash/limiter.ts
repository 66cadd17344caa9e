import "server-only";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";

import type { LimitRule, RateLimiter, Take } from "@/server/platform/limits";
import type { Logger } from "@/server/platform/logger";

/** Slower than this is away (domain words, "Limits of access"). */
const PATIENCE_MS = 150;
/** A call that hangs is let go: its connection would stay open for minutes. */
const LONGEST_CALL_MS = 5_000;
/** How long a Redis that was away is not asked again, so that an outage costs one slow call and not each. */
const REST_MS = 5_000;

type UpstashParts = { url: string; token: string; fallback: RateLimiter; log: Logger; patienceMs?: number };

export const upstashRedis = ({ url, token }: { url: string; token: string }): Redis =>
  // The library's defaults would retry for four seconds and report our platform.
  new Redis({
    ...{ url, token, enableTelemetry: false, retry: { retries: 1, backoff: () => 20 } },
    signal: () => AbortSignal.timeout(LONGEST_CALL_MS),
  });

/** Counts shared by all instances. Away or slow, the fallback counts: never unlimited, and never a refusal for that. */
export function upstashLimiter(parts: UpstashParts): RateLimiter {
  const { url, token, fallback, log, patienceMs = PATIENCE_MS } = parts;
  const redis = upstashRedis({ url, token });
  const limiters = new Map<string, Ratelimit>();
  /** 0 while it answers. */
  let restsUntil = 0;

  function limiterOf({ name, allowance, windowSeconds }: LimitRule): Ratelimit {
    const known = limiters.get(name);
    if (known) return known;
    const made = new Ratelimit({
      redis,
      limiter: Ratelimit.fixedWindow(allowance, `${windowSeconds} s`),
      prefix: `jsm:${name}`,
      // Its cache would remember a refusal past a give-back.
      ephemeralCache: false,
      timeout: patienceMs,
    });
    limiters.set(name, made);
    return made;
  }

  async function ask(rule: LimitRule, subject: string, cost: 1 | -1): Promise<Take> {
    const answer = await limiterOf(rule).limit(subject, { rate: cost });
    if (answer.reason === "timeout") throw new Error("no answer in time");
    const allowed = answer.success || cost < 0;
    // The script counts what it refuses; take that back, without making anybody wait for it.
    if (!allowed)
      limiterOf(rule)
        .limit(subject, { rate: -1 })
        .catch(() => undefined);
    return { allowed, limit: answer.limit, remaining: answer.remaining, resetAt: new Date(answer.reset) };
  }

  return {
    async take(rule, subject, cost = 1) {
      if (Date.now() < restsUntil) return fallback.take(rule, subject, cost);
      // One call tries whether it is back; the others do not wait for its outcome.
      if (restsUntil > 0) restsUntil = Date.now() + REST_MS;
      try {
        const taken = await ask(rule, subject, cost);
        restsUntil = 0;
        return taken;
      } catch (fault) {
        restsUntil = Date.now() + REST_MS;
        log.warn({ fault: String(fault) }, "limits are kept in memory, Redis is away");
        return fallback.take(rule, subject, cost);
      }
    },
  };
}
