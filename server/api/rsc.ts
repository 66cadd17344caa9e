import "server-only";
import { QueryClient, defaultShouldDehydrateQuery, dehydrate } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache } from "react";

import type { AppRouter } from "@/server/api/root";
import { bridge } from "@/server/platform/bridge";

const STALE_MS = 20_000;

/** One query client a request; pending queries travel to the browser, which then makes no request of its own. */
export const getQueryClient = cache(
  () =>
    new QueryClient({
      defaultOptions: {
        queries: { staleTime: STALE_MS, retry: false },
        dehydrate: {
          shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
        },
      },
    }),
);

const context = cache(async () => bridge().contextFor(await headers()));

/** In-process calls for pages: `trpc.x.y.queryOptions(input)`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({
  get router() {
    return bridge().router;
  },
  ctx: context,
  queryClient: getQueryClient,
});

/** Who is looking at this page; undefined for a stranger. */
export async function currentUser() {
  const { actor } = await context();
  return actor.kind === "user" ? actor : undefined;
}

export const dehydratedQueries = () => dehydrate(getQueryClient());

/** Every procedure in process: `const calls = await api(); await calls.raffles.active()`. */
export async function api() {
  return bridge().router.createCaller(await context());
}

/** What in this process is embedded, by name; undefined when it is no demonstration. */
export async function embeddedParts() {
  const { env } = await context();
  if (env.JSM_MODE !== "demo") return undefined;
  const isEmbedded = {
    postgres: env.JSM_DATABASE_EMBEDDED,
    redis: env.UPSTASH_REDIS_REST_URL === undefined,
    inngest: env.INNGEST_DEV === undefined && env.INNGEST_SIGNING_KEY === undefined,
    stripe: env.STRIPE_SECRET_KEY === undefined,
    mail: env.SMTP_URL === undefined,
    sms: true,
    beacon: env.DRAND_RELAYS === undefined,
  };
  const names = ["postgres", "redis", "inngest", "stripe", "mail", "sms", "beacon"] as const;
  return names.filter((name) => isEmbedded[name]);
}

/** Name and role of who is looking, for the frame around a page; undefined for a stranger. */
export const viewer = cache(async () => {
  const user = await currentUser();
  if (!user) return undefined;
  const { firstName } = await (await api()).auth.profile();
  return { firstName, role: user.role };
});

/** The OpenAPI document, for the page that shows it. */
export const openApi = (): Promise<string> => bridge().openApi();
