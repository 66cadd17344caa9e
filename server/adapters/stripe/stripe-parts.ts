import "server-only";
import { createHmac } from "node:crypto";

import type { PaymentGateway, WebhookVerifier } from "@/server/payments/ports/gateway";
import { type Env, publicUrlOf } from "@/server/platform/env";
import type { Logger } from "@/server/platform/logger";
import type { Circuit } from "@/server/platform/resilience";

import { embeddedStripeClient, realStripe, type StripeClient } from "./connect";
import { createEmbeddedStripe, type EmbeddedStripe } from "./embedded/embedded-stripe";
import { stripeGateway } from "./gateway";
import { found } from "./look-up";
import { stripeGuard } from "./stripe-guard";
import { webhookVerifier } from "./webhook-verifier";

export type StripeParts = {
  readonly payments: PaymentGateway;
  readonly webhooks: WebhookVerifier;
  /** Rejects while the service does not answer. It is asked past the breaker, whose window is for calls that matter. */
  probe(): Promise<void>;
  circuit(): Circuit;
  /** Undefined where the real service is used. */
  readonly embedded: EmbeddedDoors | undefined;
};

/** What the gateway needs of the embedded service. */
export type EmbeddedDoors = Pick<EmbeddedStripe, "deliverTo" | "hostedPage" | "stop">;

type Parts = { env: Env; log: Logger; now: () => Date };

/** Several webhook secrets, separated by commas or spaces, are valid at once. */
const secretsIn = (text: string): string[] => text.split(/[\s,]+/).filter((secret) => secret !== "");

const PROBE_MS = 800;

function guarded(client: StripeClient, isLive: boolean, now: () => Date) {
  const guard = stripeGuard({ now });
  return {
    payments: stripeGateway(client, isLive, guard),
    circuit: guard.circuit,
    probe: async () => {
      if (guard.circuit() === "open") throw new Error("the circuit is open");
      const stripe = await client();
      await found(() => stripe.paymentIntents.retrieve("pi_readiness", {}, { timeout: PROBE_MS }));
    },
  };
}

/** The real service where it is configured, else the one of our own inside this process. Nothing is opened yet. */
export function createStripe({ env, log, now }: Parts): StripeParts {
  const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: apiUrl } = env;
  if (key !== undefined) {
    if (webhookSecret === undefined) throw new Error("STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRET beside it");
    const isLive = /^[sr]k_live_/.test(key);
    return {
      ...guarded(realStripe(key, apiUrl), isLive, now),
      webhooks: webhookVerifier(secretsIn(webhookSecret), now),
      embedded: undefined,
    };
  }
  const derived = (purpose: string): string => createHmac("sha256", env.JSM_SECRET).update(purpose).digest("hex");
  const secretKey = `sk_test_${derived("embedded stripe key")}`;
  const secret = `whsec_${derived("embedded stripe webhook")}`;
  let opened: EmbeddedStripe | undefined;
  // Scripts that have nothing to do with payments leave its journal alone.
  const embedded = (): EmbeddedStripe =>
    (opened ??= createEmbeddedStripe({
      // Tests share a machine and no state.
      folder: env.NODE_ENV === "test" ? undefined : env.JSM_DATA_DIR,
      secretKey,
      webhookSecret: secret,
      publicUrl: publicUrlOf(env),
      now,
      log,
    }));
  return {
    ...guarded(
      embeddedStripeClient(secretKey, () => embedded().port()),
      false,
      now,
    ),
    webhooks: webhookVerifier([secret], now),
    embedded: {
      deliverTo: (url) => embedded().deliverTo(url),
      hostedPage: (req, res) => embedded().hostedPage(req, res),
      stop: async () => opened?.stop(),
    },
  };
}
