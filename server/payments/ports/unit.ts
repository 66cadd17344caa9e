import type { Id } from "@/server/kernel/id";
import type { SharedUnit } from "@/server/platform/unit";

import type { PaymentNotice } from "../domain/checkout";
import type { DisputeStore } from "./disputes";
import type { Inbox, OrderStore } from "./orders";
import type { RefundStore } from "./refunds";

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
