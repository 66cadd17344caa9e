import "server-only";
import type { FarCache } from "@/server/platform/cache";

import { upstashRedis } from "./limiter";

/** The shared level of a cache in Redis. Whoever waits for it longer than this does without. */
const PATIENCE_MS = 150;

export function upstashCache(access: { url: string; token: string }): FarCache {
  const redis = upstashRedis(access);
  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  };
  // The text is wrapped, because the client would parse what looks like JSON.
  return {
    get: async (key) => (await inTime(redis.get<{ text: string }>(key)))?.text,
    set: async (key, text, seconds) => void (await inTime(redis.set(key, { text }, { ex: seconds }))),
    drop: async (key) => void (await inTime(redis.del(key))),
  };
}
