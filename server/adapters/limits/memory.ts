import "server-only";
import type { RateLimiter } from "@/server/platform/limits";

type Count = { used: number; resetsAt: number };

const MOST_SUBJECTS = 50_000;
const MADE_ROOM = 1_000;

/** Counts of this instance only: the whole truth of a demonstration, and what holds while Redis is away. */
export function memoryLimiter(now: () => number = Date.now): RateLimiter {
  const counts = new Map<string, Count>();

  /** Many at once and rarely: the longest unseen go first. A flood of strangers forgets strangers, counting goes on. */
  function makeRoom(): void {
    if (counts.size < MOST_SUBJECTS) return;
    for (const key of counts.keys()) {
      if (counts.size <= MOST_SUBJECTS - MADE_ROOM) return;
      counts.delete(key);
    }
  }

  return {
    async take({ name, allowance, windowSeconds }, subject, cost = 1) {
      const at = now();
      const windowMs = windowSeconds * 1_000;
      const resetsAt = (Math.floor(at / windowMs) + 1) * windowMs;
      const key = `${name} ${subject}`;
      const known = counts.get(key);
      const used = known?.resetsAt === resetsAt ? known.used : 0;
      const allowed = cost < 0 || used < allowance;
      const after = allowed ? Math.max(0, used + cost) : used;
      if (known) counts.delete(key);
      else makeRoom();
      counts.set(key, { used: after, resetsAt });
      return { allowed, limit: allowance, remaining: Math.max(0, allowance - after), resetAt: new Date(resetsAt) };
    },
  };
}
