import "server-only";
import { readFileSync } from "node:fs";

import { z } from "zod";

const optional = z.string().min(1).optional();

const shape = z.object({
  JSM_MODE: z.enum(["demo", "live"]).default("demo"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  JSM_PUBLIC_URL: z.url().optional(),
  JSM_DATA_DIR: z.string().default(".data"),
  JSM_SECRET: z.string().min(32),
  JSM_LIMITS: optional,
  JSM_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
  JSM_DATABASE_EMBEDDED: z.stringbool().default(false),
  JSM_DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(20),
  UPSTASH_REDIS_REST_URL: z.url().optional(),
  UPSTASH_REDIS_REST_TOKEN: optional,
  INNGEST_DEV: optional,
  INNGEST_EVENT_KEY: optional,
  INNGEST_SIGNING_KEY: optional,
  INNGEST_BASE_URL: z.url().optional(),
  STRIPE_SECRET_KEY: optional,
  STRIPE_WEBHOOK_SECRET: optional,
  STRIPE_API_URL: z.url().optional(),
  SMTP_URL: optional,
  MAIL_FROM: z.string().default("Gasolinera JSM <no-responder@gasolinera-jsm.invalid>"),
  DRAND_RELAYS: optional,
  METRICS_TOKEN: optional,
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type Env = z.infer<typeof shape>;

/** Every variable the product reads; each may come as `NAME_FILE`. */
export const ENV_NAMES: readonly string[] = Object.keys(shape.shape);

/** Names what is wrong, never the value. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

type Source = Readonly<Record<string, string | undefined>>;

/** Any variable `X` may come as `X_FILE`, the way secret managers mount them. */
function withFiles(source: Source): Record<string, string> {
  const read: Record<string, string> = {};
  for (const key of ENV_NAMES) {
    const file = source[`${key}_FILE`];
    const value = source[key] ?? (file === undefined ? undefined : readFileSync(file, "utf8").trim());
    if (value !== undefined && value !== "") read[key] = value;
  }
  return read;
}

/** Reads the environment once; throws `EnvironmentError` naming every variable that is missing or malformed. */
export function readEnv(source: Source): Env {
  const parsed = shape.safeParse(withFiles(source));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new EnvironmentError(`environment not usable\n  ${wrong.join("\n  ")}`);
  }
  const missing = parsed.data.JSM_MODE === "live" ? missingInLive(parsed.data) : [];
  if (missing.length > 0) throw new EnvironmentError(`JSM_MODE=live needs ${missing.join(", ")}`);
  return parsed.data;
}

/** What live mode may not run without: it never starts on an embedded part or a default secret. */
function missingInLive(env: Env): string[] {
  const needed = {
    JSM_PUBLIC_URL: env.JSM_PUBLIC_URL?.startsWith("https://"),
    "DATABASE_URL (a real Postgres)": !env.JSM_DATABASE_EMBEDDED,
    UPSTASH_REDIS_REST_URL: env.UPSTASH_REDIS_REST_URL,
    UPSTASH_REDIS_REST_TOKEN: env.UPSTASH_REDIS_REST_TOKEN,
    STRIPE_SECRET_KEY: env.STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET,
    SMTP_URL: env.SMTP_URL,
  };
  return Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
}

export const publicUrlOf = (env: Env): string =>
  env.JSM_PUBLIC_URL?.replace(/\/$/, "") ?? `http://localhost:${env.PORT}`;
