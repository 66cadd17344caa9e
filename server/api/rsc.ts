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
