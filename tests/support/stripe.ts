import { pino } from "pino";
import { uuidv7 } from "uuidv7";
import { expect } from "vitest";

import { embeddedStripeClient } from "@/server/adapters/stripe/connect";
import { answerBank, payByCard } from "@/server/adapters/stripe/embedded/checkout-sessions";
import { closeDispute, openDispute } from "@/server/adapters/stripe/embedded/disputes";
import {
  createEmbeddedStripe,
  type EmbeddedStripe,
  type EmbeddedStripeOptions,
} from "@/server/adapters/stripe/embedded/embedded-stripe";
import { fundCustomer, issueVoucher, lapseVoucher, settleVoucher } from "@/server/adapters/stripe/embedded/vouchers";
import { stripeGateway } from "@/server/adapters/stripe/gateway";
import { stripeGuard } from "@/server/adapters/stripe/stripe-guard";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import type { CheckoutAsk, ConfirmAsk } from "@/server/payments/domain/checkout";
import type { GuardSettings } from "@/server/platform/resilience";

export const STRIPE_KEY = "sk_test_for_tests";
export const WEBHOOK_SECRET = "whsec_for_tests";
export const PUBLIC_URL = "http://localhost:3000";

/** The same tries without the pauses, and a breaker that stays out of the way: both are proved beside the guard. */
export const QUICK: Partial<GuardSettings> = {
  firstPauseMs: 1,
  timeoutMs: 2_000,
  windowCalls: 1_000,
  minimumCalls: 1_000,
};

/** A clock that stands still until it is moved; it begins on a whole second, Stripe's unit of time. */
export function standingClock(start = new Date()) {
  let at = Math.floor(start.getTime() / 1_000) * 1_000;
  return {
    now: () => new Date(at),
    advance: (ms: number) => void (at += ms),
  };
}
export type StandingClock = ReturnType<typeof standingClock>;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

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
  const guard = stripeGuard({ settings, ...(options.now && { now: options.now }) });
  return { embedded, client, guard, gateway: stripeGateway(client, false, guard) };
}

/** What customers and their banks do outside of our pages. */
export function outside({ desk }: Pick<EmbeddedStripe, "desk">) {
  const session = (id: string) => desk.book.get("sessions", id) ?? expect.fail("no such session");
  const intent = (id: string) => desk.book.get("intents", id) ?? expect.fail("no such intent");
  const dispute = (id: string) => desk.book.get("disputes", id) ?? expect.fail("no such dispute");
  return {
    pays: (sessionId: string, card = "pm_card_visa") => payByCard(desk, session(sessionId), card),
    takesVoucher: (sessionId: string) => void issueVoucher(desk, session(sessionId)),
    paysVoucher: (sessionId: string) => void settleVoucher(desk, session(sessionId)),
    forgetsVoucher: (sessionId: string) => void lapseVoucher(desk, session(sessionId)),
    transfers: (customer: string, amount: number) => fundCustomer(desk, { customer, amount }),
    answersBank: (intentId: string, isAccepted: boolean) => void answerBank(desk, intent(intentId), isAccepted),
    disputes: (intentId: string): string =>
      openDispute(desk, intent(intentId))?.id ?? expect.fail("it cannot be disputed"),
    bankDecides: (disputeId: string, verdict: "won" | "lost") => void closeDispute(desk, dispute(disputeId), verdict),
  };
}

export const newOrderId = () => asId("order", uuidv7());
export const newRefundId = () => asId("refund", uuidv7());

export const checkoutAsk = (more: Partial<CheckoutAsk> = {}): CheckoutAsk => ({
  orderId: newOrderId(),
  amount: centavos(50_000),
  method: "CARD",
  description: "Cupón de combustible",
  customerId: undefined,
  successUrl: `${PUBLIC_URL}/volver?sesion={CHECKOUT_SESSION_ID}`,
  cancelUrl: `${PUBLIC_URL}/comprar`,
  expiresAt: new Date(Date.now() + HOUR_MS),
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
