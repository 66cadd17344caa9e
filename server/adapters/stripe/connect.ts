import "server-only";
import Stripe from "stripe";

export type StripeClient = () => Promise<Stripe>;

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;

const isClosed = (fault: unknown): boolean =>
  fault instanceof Error && "code" in fault && (fault.code === "ECONNRESET" || fault.code === "EPIPE");

/**
 * The SDK repeats a call whose connection was closed even where it is told to repeat nothing, and knows such a fault by
 * its code. There is one retry in one place (`stripe-guard.ts`), so the code stops here.
 */
function withoutRepeats(client: HttpClient): HttpClient {
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (...request) => {
      try {
        return await client.makeRequest(...request);
      } catch (fault) {
        throw isClosed(fault) ? new Error("the connection was closed", { cause: fault }) : fault;
      }
    },
  };
}

const settings = () =>
  ({
    timeout: 5_000,
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: withoutRepeats(Stripe.createNodeHttpClient()),
  }) as const;

/** The real service, or whatever stands in front of it (`STRIPE_API_URL`). */
export function realStripe(secretKey: string, apiUrl?: string): StripeClient {
  const stripe = new Stripe(secretKey, { ...settings(), ...(apiUrl !== undefined && addressOf(apiUrl)) });
  return async () => stripe;
}

function addressOf(apiUrl: string) {
  const { hostname: host, port, protocol } = new URL(apiUrl);
  const isPlain = protocol === "http:";
  return { host, port: port || (isPlain ? "80" : "443"), protocol: isPlain ? "http" : "https" } as const;
}

/** The same SDK against a server of ours on the loopback; it starts listening with the first call. */
export function embeddedStripeClient(secretKey: string, port: () => Promise<number>): StripeClient {
  let stripe: Promise<Stripe> | undefined;
  const connect = async (): Promise<Stripe> =>
    new Stripe(secretKey, { ...settings(), host: "127.0.0.1", port: await port(), protocol: "http" });
  return () => (stripe ??= connect());
}
