import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { type Actor, actorName } from "@/server/platform/ctx";

import { EnvironmentError } from "./env";
import { Refused } from "./refused";

const HOUR = 3_600;
const QUARTER = 900;

type Allowance = { readonly allowance: number; readonly windowSeconds: number };

/** Limits of access (domain words). Sign-in counts failures only, `purchase` counts orders created. */
const catalogue = {
  signInDevice: { allowance: 5, windowSeconds: QUARTER },
  signInAccount: { allowance: 10, windowSeconds: QUARTER },
  oneTimeCode: { allowance: 10, windowSeconds: HOUR },
  purchase: { allowance: 10, windowSeconds: HOUR },
  redemption: { allowance: 3_600, windowSeconds: HOUR },
  stationSearch: { allowance: 100, windowSeconds: HOUR },
  everything: { allowance: 1_000, windowSeconds: HOUR },
  // An attendant's redemptions have a rule of their own and must not use up the rest.
  everythingAtStation: { allowance: 4_600, windowSeconds: HOUR },
} as const satisfies Record<string, Allowance>;

export type RuleName = keyof typeof catalogue;
export type LimitRule = Allowance & { readonly name: RuleName };
export type LimitRules = Readonly<Record<RuleName, LimitRule>>;

/** Guessing must not get easier in a demonstration. */
const neverMultiplied: ReadonlySet<RuleName> = new Set(["signInDevice", "signInAccount", "oneTimeCode"]);
const DEMO_FACTOR = 50;
const names = Object.keys(catalogue) as RuleName[];

/**
 * `JSM_LIMITS` is a factor (`x50`) or a JSON object `{"purchase":{"allowance":3,"windowSeconds":60}}`; without a
 * factor the demonstration's is 50. Throws EnvironmentError when it is neither.
 */
export function limitRules(env: { JSM_MODE: "demo" | "live"; JSM_LIMITS?: string | undefined }): LimitRules {
  const text = env.JSM_LIMITS?.trim() ?? "";
  const factor = /^[x*](\d{1,6})$/.exec(text)?.[1];
  const times = factor === undefined ? (env.JSM_MODE === "demo" ? DEMO_FACTOR : 1) : Number(factor);
  const own = factor === undefined && text !== "" ? readAllowances(text) : {};
  const ruleOf = (name: RuleName): LimitRule => {
    const { allowance, windowSeconds } = catalogue[name];
    return own[name] ?? { name, windowSeconds, allowance: neverMultiplied.has(name) ? allowance : allowance * times };
  };
  return Object.fromEntries(names.map((name) => [name, ruleOf(name)])) as Record<RuleName, LimitRule>;
}

const isWhole = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0;

function readAllowances(text: string): Partial<Record<RuleName, LimitRule>> {
  const wrong = (why: string) => new EnvironmentError(`JSM_LIMITS: ${why}`);
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw wrong("neither a factor such as x50 nor JSON");
  }
  if (typeof read !== "object" || read === null) throw wrong("must be an object of rules");
  return Object.fromEntries(
    Object.entries(read).map(([key, value]: [string, unknown]) => {
      const name = names.find((known) => known === key);
      if (!name) throw wrong(`no rule called ${key}; there are ${names.join(", ")}`);
      const { allowance, windowSeconds } = { ...catalogue[name], ...Object(value) };
      if (!isWhole(allowance) || !isWhole(windowSeconds)) throw wrong(`${key} needs whole numbers above 0`);
      return [name, { name, allowance, windowSeconds }];
    }),
  );
}

export type Take = {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
};

/** Counts per window of fixed length. What is refused is not counted. */
export type RateLimiter = {
  /** A cost of 1 takes one, −1 gives one back (always allowed). Never throws: a limiter that is away counts elsewhere. */
  take(rule: LimitRule, subject: string, cost?: 1 | -1): Promise<Take>;
};

export type LimitedCaller = { readonly actor: Actor; readonly network: string; readonly answerHeaders: Headers };

export type Limits = {
  readonly rules: LimitRules;
  /** The gateway's: everything that has no rule of its own. Throws the refusal, as only the edge may. */
  takeCoarse(caller: LimitedCaller): Promise<void>;
  /** In a procedure, after the input check: `orRefuse(await ctx.services.limits.take(ctx, "purchase"))`. */
  take(caller: LimitedCaller, rule: RuleName): Promise<Result<Take, Refusal>>;
  /** For rules that count only what succeeded: returns what a refused call had taken. */
  giveBack(caller: LimitedCaller, rule: RuleName): Promise<void>;
};

/** Signed-in people are counted by account, strangers by network: phones behind one router do not share a purse. */
export const subjectOf = ({ actor, network }: LimitedCaller): string =>
  actor.kind === "anonymous" ? `network:${network}` : actorName(actor);

const secondsUntil = (at: Date, now: Date): number => Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 1_000));

/** `X-RateLimit-Reset` is in seconds since 1970. */
function writeHeaders(headers: Headers, take: Take): void {
  headers.set("x-ratelimit-limit", String(take.limit));
  headers.set("x-ratelimit-remaining", String(take.remaining));
  headers.set("x-ratelimit-reset", String(Math.ceil(take.resetAt.getTime() / 1_000)));
}

type LimitsParts = { rules: LimitRules; limiter: RateLimiter; now(): Date };

export function createLimits({ rules, limiter, now }: LimitsParts): Limits {
  async function take(caller: LimitedCaller, name: RuleName): Promise<Result<Take, Refusal>> {
    const taken = await limiter.take(rules[name], subjectOf(caller));
    writeHeaders(caller.answerHeaders, taken);
    return taken.allowed ? ok(taken) : refuse(rateLimited(secondsUntil(taken.resetAt, now())));
  }
  return {
    rules,
    take,
    async takeCoarse(caller) {
      if (caller.actor.kind === "system") return;
      const taken = await take(caller, isAtStation(caller.actor) ? "everythingAtStation" : "everything");
      if (!taken.ok) throw new Refused(taken.refusal);
    },
    giveBack: async (caller, name) => void (await limiter.take(rules[name], subjectOf(caller), -1)),
  };
}

const isAtStation = (actor: Actor): boolean =>
  actor.kind === "user" && (actor.role === "ATTENDANT" || actor.role === "STATION_MANAGER");

export const rateLimited = (retryAfterSeconds: number) => ({ kind: "RATE_LIMITED", retryAfterSeconds }) as const;
