import "server-only";
import type { Id } from "@/server/kernel/id";
import type { AnomalyNote } from "@/server/payments/domain/standing";
import { paymentAnomalyNoticed, type PaymentAnomalyNoticed } from "@/server/payments/events";
import type { OrderStore } from "@/server/payments/ports/orders";
import type { Ctx } from "@/server/platform/ctx";
import type { SharedUnit } from "@/server/platform/unit";

type AnomalyUnit = SharedUnit & { readonly orders: Pick<OrderStore, "noteAnomaly"> };

export type Noticed = Omit<AnomalyNote, "id"> & {
  readonly now: Date;
  readonly about?: {
    readonly orderId: Id<"order">;
    readonly couponId: Id<"coupon">;
    readonly receivedCentavos: number;
  };
};

/** What does not add up, noted once for a person, with an event and an alert; false where it was noted before. */
export async function appendAnomaly(
  ctx: Pick<Ctx<unknown>, "newId" | "log">,
  unit: AnomalyUnit,
  { now, about, ...note }: Noticed,
): Promise<boolean> {
  const id = ctx.newId("row");
  if (!(await unit.orders.noteAnomaly({ id, ...note }))) return false;
  ctx.log.error({ alert: "payment-anomaly", anomaly: note.kind }, "the payment service and our books do not add up");
  const payload: PaymentAnomalyNoticed = {
    ...{ anomalyId: id, kind: note.kind, orderId: about?.orderId ?? null },
    receivedCentavos: about?.receivedCentavos ?? null,
  };
  const aggregateId = about?.couponId ?? id;
  await unit.events.append([{ type: paymentAnomalyNoticed.type, aggregateId, occurredAt: now, payload }]);
  return true;
}
