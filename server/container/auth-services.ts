import "server-only";
import type { Db } from "@/db/client";
import { memoryLimiter } from "@/server/adapters/limits/memory";
import { argon2Hasher } from "@/server/adapters/passwords/argon2";
import { commonPasswords } from "@/server/adapters/passwords/common-passwords";
import { createTokens } from "@/server/adapters/tokens/access-tokens";
import { totpFactor } from "@/server/adapters/totp/totp";
import { upstashLimiter, upstashRedis } from "@/server/adapters/upstash/limiter";
import { stationKeyHash } from "@/server/auth/commands/pair-device";
import { createIdentifier, type Identify } from "@/server/auth/queries/identity";
import type { AuthServices } from "@/server/platform/credentials";
import { type Env, publicUrlOf } from "@/server/platform/env";
import type { KeyRing, Secrets } from "@/server/platform/keys";
import { createLimits, limitRules, type Limits, type RateLimiter } from "@/server/platform/limits";
import type { Logger } from "@/server/platform/logger";
import type { Part } from "@/server/platform/parts";
import { createTurns } from "@/server/platform/turns";

/** Tries of one account that may wait for the one before them. */
const MOST_WAITING_SIGN_INS = 300;

type Parts = { env: Env; db: Db; log: Logger; keys: KeyRing; secrets: Secrets; now(): Date };

export type IdentityServices = AuthServices & { readonly identify: Identify; readonly limits: Limits };

/** Everything that proves who somebody is and how often they may ask. */
export function createIdentityServices({ env, db, log, keys, secrets, now }: Parts): IdentityServices {
  const publicUrl = publicUrlOf(env);
  const tokens = createTokens({ keys, issuer: publicUrl });
  return {
    secrets,
    tokens,
    passwords: argon2Hasher(secrets),
    commonPasswords: commonPasswords(),
    secondFactor: totpFactor,
    signInTurns: createTurns(MOST_WAITING_SIGN_INS),
    limits: createLimits({ rules: limitRules(env), limiter: limiterOf(env, log), now }),
    identify: createIdentifier({
      tokens,
      db,
      isSecure: publicUrl.startsWith("https:"),
      hashOfStationKey: (key) => stationKeyHash({ services: { secrets } }, key),
      now: () => now().getTime(),
    }),
  };
}

/** Limits and nothing else live there: without it they are kept in memory. */
export function redisPart(env: Env): Part {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env;
  const redis = url && token ? upstashRedis({ url, token }) : undefined;
  return { name: "redis", isEmbedded: !redis, isVital: false, check: async () => void (await redis?.ping()) };
}

function limiterOf(env: Env, log: Logger): RateLimiter {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env;
  const memory = memoryLimiter();
  return url && token ? upstashLimiter({ url, token, fallback: memory, log }) : memory;
}
