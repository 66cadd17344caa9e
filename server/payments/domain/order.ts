import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { centavos, type Centavos } from "@/server/kernel/money";

export const ORDER_STATUSES = ["CREATED", "AWAITING_PAYMENT", "PAID", "FAILED", "EXPIRED", "CANCELLED"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const PAYMENT_METHODS = ["CARD", "OXXO", "SPEI"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** One wish to buy one coupon; written before the payment service hears of it. */
export type Order = {
  readonly id: Id<"order">;
  /** The client's operation, or one of ours where it gave none. */
  readonly opId: Id<"operation">;
  readonly requestHash: string;
  readonly userId: Id<"user">;
  readonly couponId: Id<"coupon">;
  readonly amount: Centavos;
  readonly fuel: Fuel;
  readonly stationId: Id<"station"> | null;
  readonly method: PaymentMethod;
  /** A card on file at the payment service, confirmed in the call; null pays on the hosted page. */
  readonly paymentMethodId: string | null;
  readonly returnUrl: string;
  readonly status: OrderStatus;
  /** The Mexico City day whose limit the amount counts against. */
  readonly purchaseDay: string;
  readonly sessionId: string | null;
  readonly checkoutUrl: string | null;
  readonly intentId: string | null;
  /** Since when a voucher or a transfer is waited for; null while nothing was issued. */
  readonly awaitedSince: Date | null;
  /** The exclusive end of the voucher; null where the money may come at any time. */
  readonly payBefore: Date | null;
  /** Why it ended without money; while it is open, why the last try was refused. */
  readonly failure: string | null;
  readonly createdAt: Date;
  /** End of the hosted page. */
  readonly expiresAt: Date;
};

export type OrderChange = {
  readonly status?: OrderStatus;
  readonly sessionId?: string;
  readonly checkoutUrl?: string | null;
  readonly intentId?: string;
  readonly awaitedSince?: Date;
  readonly payBefore?: Date | null;
  readonly failure?: string | null;
  readonly settledAt?: Date;
};

/** Pesos one person may buy on one Mexico City day (domain words, "Coupons"). */
export const DAILY_LIMIT = centavos(5_000_000);

/** How long the hosted page stays open; Stripe wants 30 minutes to 24 hours, counted from when it hears of it. */
export const CHECKOUT_MINUTES = 60;

/** An order that the payment service never heard of, after this long, never will: every call of ours has given up. */
export const UNHEARD_MINUTES = 10;

export const isOpen = (order: { status: OrderStatus }): boolean =>
  order.status === "CREATED" || order.status === "AWAITING_PAYMENT";
