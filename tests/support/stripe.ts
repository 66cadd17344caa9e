import { pino } from "pino";
import { uuidv7 } from "uuidv7";

import { embeddedStripeClient } from "@/server/adapters/stripe/connect";
import { createEmbeddedStripe, type EmbeddedStripeOptions } from "@/server/adapters/stripe/embedded/embedded-stripe";
import { stripeGateway } from "@/server/adapters/stripe/gateway";
import { stripeGuard } from "@/server/adapters/stripe/stripe-guard";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import type { CheckoutAsk, ConfirmAsk } from "@/server/payments/domain/checkout";
import type { GuardSettings } from "@/server/platform/resilience";

export const STRIPE_KEY = "sk_test_for_tests";
export const WEBHOOK_SECRET = "whsec_for_tests";
export const PUBLIC_URL = "http://localhost:3000";

/** The same tries and breaker, without the pauses: the numbers themselves are proved beside the guard. */
export const QUICK: Partial<GuardSettings> = {
  firstPauseMs: 1,
  timeoutMs: 2_000,
  windowCalls: 1_000,
  minimumCalls: 1_000,
};

/** An embedded Stripe of its own, with the SDK's client and our gateway on it. */
export function makeStripe(options: Partial<EmbeddedStripeOptions> = {}, settings: Partial<GuardSettings> = QUICK) {
  const embedded = createEmbeddedStripe({
    folder: undefined,
    secretKey: STRIPE_KEY,
    webhookSecret: WEBHOOK_SECRET,
    publicUrl: PUBLIC_URL,
    now: () => new Date(),
    log: pino({ level: "silent" }),
    ...options,
  });
  const client = embeddedStripeClient(STRIPE_KEY, embedded.port);
  const guard = stripeGuard({ settings });
  return { embedded, client, guard, gateway: stripeGateway(client, false, guard) };
}

export const newOrderId = () => asId("order", uuidv7());

export const checkoutAsk = (more: Partial<CheckoutAsk> = {}): CheckoutAsk => ({
  orderId: newOrderId(),
  amount: centavos(50_000),
  method: "CARD",
  description: "Cupón de combustible",
  customerId: undefined,
  successUrl: `${PUBLIC_URL}/volver?sesion={CHECKOUT_SESSION_ID}`,
  cancelUrl: `${PUBLIC_URL}/comprar`,
  expiresAt: new Date(Date.now() + 3_600_000),
  ...more,
});

export const confirmAsk = (more: Partial<ConfirmAsk> = {}): ConfirmAsk => ({
  orderId: newOrderId(),
  amount: centavos(50_000),
  description: "Cupón de combustible",
  paymentMethodId: "pm_card_visa",
  returnUrl: `${PUBLIC_URL}/volver`,
  ...more,
});
