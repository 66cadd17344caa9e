import type { inferRouterOutputs } from "@trpc/server";

import type { Tone } from "@/components/ui/status-pill";
import type { AppRouter } from "@/server/api/root";
import type { OrderStatus } from "@/server/payments/domain/order";
import type { RefundState } from "@/server/payments/domain/refund";

type Outputs = inferRouterOutputs<AppRouter>;

export type OrdersPage = Outputs["payments"]["orders"];
export type OrderListed = OrdersPage["orders"][number];
export type RefundsPage = Outputs["payments"]["refunds"];
export type RefundListed = RefundsPage["refunds"][number];
export type DisputeListed = Outputs["payments"]["disputes"]["disputes"][number];
export type AnomalyListed = Outputs["payments"]["anomalies"]["anomalies"][number];
export type ReconciliationListed = Outputs["payments"]["reconciliations"]["reconciliations"][number];
export type Settlement = Outputs["dashboard"]["settlement"];
export type Liability = Outputs["dashboard"]["liability"];

export const toneOfOrder: Record<OrderStatus, Tone> = {
  CREATED: "neutral",
  AWAITING_PAYMENT: "warn",
  PAID: "ok",
  FAILED: "danger",
  EXPIRED: "neutral",
  CANCELLED: "neutral",
};

export const toneOfRefund: Record<RefundState, Tone> = {
  RESERVED: "warn",
  PENDING: "warn",
  SUCCEEDED: "ok",
  FAILED: "danger",
  BY_HAND: "danger",
  COVERED: "neutral",
};
