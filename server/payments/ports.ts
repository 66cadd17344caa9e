import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import type { Result } from "@/server/kernel/result";
import type { LedgerPoster } from "@/server/ledger/contract";
import type { SharedUnit } from "@/server/platform/unit";

import type {
  CheckoutAsk,
  ConfirmAsk,
  PaymentNotice,
  PaymentRef,
  PaymentRefusal,
  RefundAsk,
  RefundStanding,
} from "./domain/checkout";
import type { Dispute, DisputeStanding, NewDispute } from "./domain/dispute";
import type { ServiceMovement } from "./domain/movement";
import type { Order, OrderChange } from "./domain/order";
import type { compareDay } from "./domain/reconciliation";
import type { NewRefund, Payment, Payout, Refund, RefundChange } from "./domain/refund";
import type { Anomaly, AnomalyNote, PaymentStanding } from "./domain/standing";

type Answered<T> = Promise<Result<T, PaymentRefusal>>;

/**
 * The payment service. Every changing call carries an idempotency key made from our own id, so that repeating it, also
 * from another process, never charges twice.
 */
export type PaymentGateway = {
  /** Whether the money is real. */
  readonly isLive: boolean;
  createCustomer(userId: Id<"user">): Answered<string>;
  createCheckout(ask: CheckoutAsk): Answered<PaymentStanding>;
  confirmWithMethod(ask: ConfirmAsk): Answered<PaymentStanding>;
  /** Undefined: the service knows nothing of it. */
  retrieve(ref: PaymentRef): Answered<PaymentStanding | undefined>;
  /** Ends what can still be paid; answers how it stands afterwards, which may be `PAID`. */
  expire(ref: { sessionId: string } | { intentId: string }): Answered<PaymentStanding>;
  /** Asking again for the same refund answers how it stands now, however long ago it was first asked. */
  refund(ask: RefundAsk): Answered<RefundStanding>;
  /** By the service's own id of the refund; undefined: it knows nothing of it. */
  refundStanding(stripeRefundId: string): Answered<RefundStanding | undefined>;
  dispute(disputeId: string): Answered<DisputeStanding | undefined>;
  /** Every movement of our balance in `[from, to)`, oldest first, none left out. */
  movements(span: { from: Date; to: Date }): Answered<readonly ServiceMovement[]>;
};

export type WebhookVerifier = {
  /** Undefined unless one of our secrets signed exactly these bytes within five minutes. */
  read(rawBody: Buffer, signature: string): PaymentNotice | undefined;
};

export type OrderStore = {
  find(id: Id<"order">): Promise<Order | undefined>;
  byOperation(opId: Id<"operation">): Promise<Order | undefined>;
  byCoupon(couponId: Id<"coupon">): Promise<Order | undefined>;
  lock(id: Id<"order">): Promise<Order | undefined>;
  /** False where its operation has an order already; nothing is stored then. */
  place(order: Order): Promise<boolean>;
  change(id: Id<"order">, change: OrderChange): Promise<void>;
  /** Adds to the person's day, or answers false where it would pass the daily limit. */
  reserveDay(day: { userId: Id<"user">; day: string; amount: Centavos }): Promise<boolean>;
  releaseDay(day: { userId: Id<"user">; day: string; amount: Centavos }): Promise<void>;
  addPayment(
    payment: Pick<Payment, "id" | "orderId" | "intentId" | "captured" | "capturedAt" | "isLate">,
  ): Promise<void>;
  /** Once per key; false where it was noticed before. */
  noteAnomaly(note: AnomalyNote): Promise<boolean>;
  customerOf(userId: Id<"user">): Promise<string | undefined>;
  keepCustomer(userId: Id<"user">, customerId: string): Promise<void>;
};

export type NewPayout = Omit<Payout, "stripeRefundId"> & { readonly amount: Centavos; readonly at: Date };

export type PayoutChange = {
  readonly state: Payout["state"];
  readonly stripeRefundId?: string;
  readonly failure?: string | null;
  readonly confirmedBy?: Id<"user">;
  readonly settledAt?: Date;
};

export type RefundStore = {
  paymentOf(couponId: Id<"coupon">): Promise<Payment | undefined>;
  paymentByIntent(intentId: string): Promise<Payment | undefined>;
  reserve(refund: NewRefund): Promise<void>;
  lock(id: Id<"refund">): Promise<Refund | undefined>;
  /** Locks every debt of the coupon that nobody has paid. */
  unpaidOf(couponId: Id<"coupon">): Promise<readonly Refund[]>;
  change(id: Id<"refund">, change: RefundChange): Promise<void>;
  keepAccount(id: Id<"refund">, account: { sealed: string; last4: string }): Promise<void>;
  sealedAccount(id: Id<"refund">): Promise<string | undefined>;
  /** The try that is under way or has paid; at most one a debt. */
  livePayout(refundId: Id<"refund">): Promise<Payout | undefined>;
  payout(id: Id<"payout">): Promise<Payout | undefined>;
  beginPayout(payout: NewPayout): Promise<void>;
  changePayout(id: Id<"payout">, change: PayoutChange): Promise<void>;
};

export type DisputeStore = {
  byServiceId(serviceId: string): Promise<Dispute | undefined>;
  isOpenOf(paymentId: Id<"payment">): Promise<boolean>;
  isLostOf(paymentId: Id<"payment">): Promise<boolean>;
  /** One that is open about this coupon, the oldest first. */
  openOf(couponId: Id<"coupon">): Promise<Id<"dispute"> | undefined>;
  open(dispute: NewDispute): Promise<void>;
  /** The bank has taken the money now. */
  taken(id: Id<"dispute">): Promise<void>;
  close(id: Id<"dispute">, end: { state: "WON" | "LOST"; at: Date }): Promise<void>;
};

/** One comparison of one day; `fees` in centavos. */
export type Reconciliation = {
  readonly id: Id<"row">;
  readonly day: string;
  readonly runBy: string;
  readonly ranAt: Date;
  readonly movements: number;
  readonly entries: number;
  readonly matched: number;
  readonly differences: number;
  readonly fees: number;
};

type Span = { readonly from: Date; readonly to: Date };

export type ReconciliationStore = {
  /** Keeps the service's lines; answers those that are new. */
  record(
    told: readonly (ServiceMovement & { readonly rowId: Id<"row"> })[],
    at: Date,
  ): Promise<readonly { readonly id: Id<"row">; readonly fee: number; readonly currency: string }[]>;
  sides(span: Span): Promise<Parameters<typeof compareDay>[0]>;
  feesBetween(span: Span): Promise<number>;
  keep(run: Reconciliation): Promise<void>;
  /** Days that the job compared, from that one on. */
  comparedDays(since: string): Promise<ReadonlySet<string>>;
  /** Undefined where there is none, or somebody resolved it before. */
  resolve(id: Id<"row">, finding: { by: Id<"user">; note: string; at: Date }): Promise<Anomaly | undefined>;
  anomalyExists(id: Id<"row">): Promise<boolean>;
};

export type ReconciliationUnit = SharedUnit & {
  readonly orders: Pick<OrderStore, "noteAnomaly">;
  readonly reconciliation: ReconciliationStore;
  readonly ledger: LedgerPoster;
};

export type Inbox = {
  /** False where the event was received before. */
  receive(notice: PaymentNotice): Promise<boolean>;
  processed(eventId: string, at: Date): Promise<void>;
  failed(eventId: string, fault: string): Promise<void>;
};

/** What waits for its end since before an instant, the oldest first, at most `limit` of each. */
export type OpenPayments = (asked: { before: Date; limit: number }) => Promise<{
  readonly events: readonly PaymentNotice[];
  readonly orders: readonly Id<"order">[];
  readonly refunds: readonly Id<"refund">[];
}>;

export type PaymentsUnit = SharedUnit & {
  readonly orders: OrderStore;
  readonly refunds: RefundStore;
  readonly disputes: DisputeStore;
  readonly inbox: Inbox;
};
