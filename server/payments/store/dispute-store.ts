import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { disputes } from "@/db/schema/payments";
import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import type { Dispute, DisputeStanding } from "@/server/payments/domain/dispute";
import type { DisputeStore } from "@/server/payments/ports/disputes";

type Row = {
  id: string;
  service_id: string;
  payment_id: string;
  coupon_id: string;
  amount_centavos: string;
  frozen_centavos: string;
  is_taken: boolean;
  state: DisputeStanding["state"];
};

const disputeOf = (row: Row): Dispute => ({
  id: asId("dispute", row.id),
  serviceId: row.service_id,
  paymentId: asId("payment", row.payment_id),
  couponId: asId("coupon", row.coupon_id),
  amount: centavos(Number(row.amount_centavos)),
  frozen: centavos(Number(row.frozen_centavos)),
  isTaken: row.is_taken,
  state: row.state,
});

/** Disputes are changed under the lock of their coupon. */
export const disputeStore = (tx: Tx): DisputeStore => ({
  async byServiceId(serviceId) {
    const [row] = await tx.execute<Row>(sql`
      select id, service_id, payment_id, coupon_id, amount_centavos, frozen_centavos, is_taken, state from disputes
      where service_id = ${serviceId}`);
    return row && disputeOf(row);
  },
  async isOpenOf(paymentId) {
    const rows = await tx.execute(sql`select 1 from disputes where payment_id = ${paymentId} and state = 'OPEN'`);
    return rows.length > 0;
  },
  async isLostOf(paymentId) {
    const rows = await tx.execute(sql`select 1 from disputes where payment_id = ${paymentId} and state = 'LOST'`);
    return rows.length > 0;
  },
  async openOf(couponId) {
    const [row] = await tx.execute<{ id: string }>(sql`
      select id from disputes where coupon_id = ${couponId} and state = 'OPEN' order by opened_at, id limit 1`);
    return row && asId("dispute", row.id);
  },
  open: async ({ amount, frozen, at, ...rest }) =>
    void (await tx.insert(disputes).values({
      ...rest,
      state: "OPEN",
      amountCentavos: amount,
      frozenCentavos: frozen,
      openedAt: at,
    })),
  taken: async (id) =>
    void (await tx
      .update(disputes)
      .set({ isTaken: true })
      .where(sql`id = ${id}`)),
  close: async (id, { state, at }) =>
    void (await tx
      .update(disputes)
      .set({ state, closedAt: at })
      .where(sql`id = ${id}`)),
});
