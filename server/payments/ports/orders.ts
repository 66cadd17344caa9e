import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";

import type { PaymentNotice } from "../domain/checkout";
import type { Order, OrderChange } from "../domain/order";
import type { Payment } from "../domain/refund";
import type { AnomalyNote } from "../domain/standing";

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

export type Inbox = {
  /** False where the event was received before. */
  receive(notice: PaymentNotice): Promise<boolean>;
  processed(eventId: string, at: Date): Promise<void>;
  failed(eventId: string, fault: string): Promise<void>;
};
