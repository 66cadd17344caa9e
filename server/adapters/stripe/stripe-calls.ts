import "server-only";
import type Stripe from "stripe";

import type { Guard } from "@/server/platform/resilience";

import type { StripeClient } from "./connect";

/** The two kinds of calls there are; both are repeated by the guard, so a changing one cannot be made without a key. */
export type StripeCalls = {
  read<T>(call: (stripe: Stripe) => Promise<T>): Promise<T>;
  change<T>(key: string, call: (stripe: Stripe, once: { idempotencyKey: string }) => Promise<T>): Promise<T>;
};

export const stripeCalls = (client: StripeClient, guard: Guard): StripeCalls => ({
  read: (call) => guard.run(async () => call(await client())),
  change: (key, call) => guard.run(async () => call(await client(), { idempotencyKey: key })),
});

type Page<T> = { readonly data: readonly T[]; readonly has_more: boolean };

/** Walks a list of Stripe's, newest first, one guarded call a page. */
export async function* everyItem<T extends { id: string }>(
  { read }: StripeCalls,
  list: (stripe: Stripe, after: { starting_after?: string }) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let after: { starting_after?: string } = {};
  for (;;) {
    const { data, has_more } = await read((stripe) => list(stripe, after));
    yield* data;
    const last = data.at(-1);
    if (!has_more || !last) return;
    after = { starting_after: last.id };
  }
}
