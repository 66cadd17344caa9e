import "server-only";
import type { Fuel } from "@/server/kernel/fuel";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import type { Order, OrderStatus, PaymentMethod } from "@/server/payments/domain/order";
import { databaseInstant } from "@/server/platform/database-time";

/** A row of `orders` as raw statements give it: int8 and timestamps are text. */
export type OrderRow = {
  id: string;
  op_id: string;
  request_hash: string;
  user_id: string;
  coupon_id: string;
  amount_centavos: string;
  fuel: Fuel;
  station_id: string | null;
  method: PaymentMethod;
  payment_method_id: string | null;
  return_url: string;
  status: OrderStatus;
  purchase_day: string;
  checkout_session_id: string | null;
  checkout_url: string | null;
  payment_intent_id: string | null;
  awaited_since: string | null;
  pay_before: string | null;
  failure: string | null;
  created_at: string;
  expires_at: string;
};

export const orderOf = (row: OrderRow): Order => ({
  id: asId("order", row.id),
  opId: asId("operation", row.op_id),
  requestHash: row.request_hash,
  userId: asId("user", row.user_id),
  couponId: asId("coupon", row.coupon_id),
  amount: centavos(Number(row.amount_centavos)),
  fuel: row.fuel,
  stationId: row.station_id === null ? null : asId("station", row.station_id),
  method: row.method,
  paymentMethodId: row.payment_method_id,
  returnUrl: row.return_url,
  status: row.status,
  purchaseDay: row.purchase_day,
  sessionId: row.checkout_session_id,
  checkoutUrl: row.checkout_url,
  intentId: row.payment_intent_id,
  awaitedSince: row.awaited_since === null ? null : databaseInstant(row.awaited_since),
  payBefore: row.pay_before === null ? null : databaseInstant(row.pay_before),
  failure: row.failure,
  createdAt: databaseInstant(row.created_at),
  expiresAt: databaseInstant(row.expires_at),
});
