import "server-only";
import type { Tx } from "@/db/client";
import { createStripe, type StripeParts } from "@/server/adapters/stripe/stripe-parts";
import { isVerifiedPerson } from "@/server/auth/contract";
import type { PurchaseFacts } from "@/server/coupons/ports";
import { expiryStore } from "@/server/coupons/store/expiry-store";
import { walletStore } from "@/server/coupons/store/purchase-store";
import { disputeStore } from "@/server/payments/store/dispute-store";
import { inboxStore } from "@/server/payments/store/inbox";
import { orderStore } from "@/server/payments/store/order-store";
import { reconciliationStore } from "@/server/payments/store/reconciliation-store";
import { refundStore } from "@/server/payments/store/refund-store";
import type { Env } from "@/server/platform/env";
import type { Logger } from "@/server/platform/logger";
import type { Part } from "@/server/platform/parts";
import { stationsById } from "@/server/stations/contract";

const purchaseFacts = (tx: Tx): PurchaseFacts => ({
  hasVerifiedContact: (userId) => isVerifiedPerson(tx, userId),
  station: async (id) => (await stationsById(tx, [id])).get(id),
});

/** What a transaction may touch of orders, refunds, the webhook inbox and the wallet. */
export const paymentsUnit = (tx: Tx) => ({
  orders: orderStore(tx),
  refunds: refundStore(tx),
  disputes: disputeStore(tx),
  reconciliation: reconciliationStore(tx),
  inbox: inboxStore(tx),
  wallet: walletStore(tx),
  expiry: expiryStore(tx),
  purchaseFacts: purchaseFacts(tx),
});

export type Payments = StripeParts & { readonly part: Part };

/** The payment service, real or embedded, and how `/readyz` asks for it. */
export function createPayments(env: Env, log: Logger, now: () => Date): Payments {
  const stripe = createStripe({ env, log, now });
  const part: Part = {
    name: "stripe",
    isEmbedded: stripe.embedded !== undefined,
    isVital: false,
    check: stripe.probe,
    circuit: stripe.circuit,
  };
  return { ...stripe, part };
}
