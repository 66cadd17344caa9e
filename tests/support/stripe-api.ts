import type { EmbeddedStripe } from "@/server/adapters/stripe/embedded/embedded-stripe";

import { STRIPE_KEY } from "./stripe";

const VERSION = "2026-10-28.endive";

/** One paid card, as the API takes it. */
export const intentForm = { amount: "50000", currency: "mxn", payment_method: "pm_card_visa", confirm: "true" };

type Call = { form?: Record<string, string>; key?: string; headers?: Record<string, string>; method?: string };

/** A call to the embedded Stripe as it goes over the wire, without the SDK in between. */
export async function stripeApi(
  embedded: EmbeddedStripe,
  path: string,
  { form = {}, key, headers = {}, method = "POST" }: Call = {},
) {
  const answer = await fetch(`http://127.0.0.1:${await embedded.port()}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${STRIPE_KEY}`,
      "stripe-version": VERSION,
      "content-type": "application/x-www-form-urlencoded",
      ...(key && { "idempotency-key": key }),
      ...headers,
    },
    ...(method === "POST" && { body: new URLSearchParams(form).toString() }),
  });
  const text = await answer.text();
  const body = JSON.parse(text) as Record<string, unknown> & { error?: Record<string, unknown> };
  return { status: answer.status, text, body, error: body.error, headers: answer.headers };
}
