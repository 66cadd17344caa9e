"use client";

import { isServer, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";

import type { AppRouter } from "@/server/api/root";

import { KeepSession } from "./keep-session";
import { fetchRenewing } from "./renew-session";

const STALE_MS = 20_000;
/** The gateway refuses larger batches. */
const BATCH = 10;

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
/** The procedures, typed: `useMutation(useApi().coupons.purchase.mutationOptions())`. */
export { useTRPC as useApi };
/** Plain calls: `client.redemptions.redeem.mutate(input, { context: { operationId }, signal })`. */
export { useTRPCClient as useApiClient };

const ENDPOINT = "/api/trpc";

/** An `operationId` in the call's context travels as its `Idempotency-Key`. */
const operationHeaders = ({ operationId }: { operationId?: unknown }): Record<string, string> =>
  typeof operationId === "string" ? { "idempotency-key": operationId } : {};

/** Changing calls go alone, because a key belongs to one call; reading calls share a request. */
const links = () => [
  splitLink({
    condition: ({ type }) => type === "mutation",
    true: httpLink({ url: ENDPOINT, fetch: fetchRenewing, headers: ({ op }) => operationHeaders(op.context) }),
    false: httpBatchLink({ url: ENDPOINT, fetch: fetchRenewing, maxItems: BATCH }),
  }),
];

const makeQueryClient = () =>
  new QueryClient({ defaultOptions: { queries: { staleTime: STALE_MS, retry: false }, mutations: { retry: false } } });

let browserClient: QueryClient | undefined;
const queryClient = () => (isServer ? makeQueryClient() : (browserClient ??= makeQueryClient()));

/** For faces whose client components call the procedures. Public pages do without. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const client = queryClient();
  const [trpcClient] = useState(() => createTRPCClient<AppRouter>({ links: links() }));
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={trpcClient} queryClient={client}>
        <KeepSession />
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
