"use client";

import { isServer, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";

import type { AppRouter } from "@/server/api/root";

const STALE_MS = 20_000;
/** The gateway refuses larger batches. */
const BATCH = 10;

const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
/** The procedures, typed: `useMutation(useApi().coupons.purchase.mutationOptions())`. */
export { useTRPC as useApi };

const makeQueryClient = () =>
  new QueryClient({ defaultOptions: { queries: { staleTime: STALE_MS, retry: false }, mutations: { retry: false } } });

let browserClient: QueryClient | undefined;
const queryClient = () => (isServer ? makeQueryClient() : (browserClient ??= makeQueryClient()));

/** For faces whose client components call the procedures. Public pages do without. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const client = queryClient();
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "/api/trpc", maxItems: BATCH })] }),
  );
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={trpcClient} queryClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
