import "server-only";
import Stripe from "stripe";

/** Milliseconds a call may take, and how often the SDK repeats it under the same idempotency key. */
const TIMEOUT_MS = 5_000;
const RETRIES = 2;

export type StripeClient = () => Promise<Stripe>;

const settings = { timeout: TIMEOUT_MS, maxNetworkRetries: RETRIES, telemetry: false } as const;

/** The real service. */
export function realStripe(secretKey: string): StripeClient {
  const stripe = new Stripe(secretKey, settings);
  return async () => stripe;
}

/** The same SDK against a server of ours on the loopback; it starts listening with the first call. */
export function embeddedStripeClient(secretKey: string, port: () => Promise<number>): StripeClient {
  let stripe: Promise<Stripe> | undefined;
  const connect = async (): Promise<Stripe> =>
    new Stripe(secretKey, { ...settings, host: "127.0.0.1", port: await port(), protocol: "http" });
  return () => (stripe ??= connect());
}
