import { randomUUID } from "node:crypto";

import { createCallerFactory } from "@/server/api/init";
import { walletRouter } from "@/server/coupons/router/wallet";
import { asId } from "@/server/kernel/id";

import type { Relation } from "./relations";
import type { MatrixScene } from "./scene";

const walletAs = createCallerFactory(walletRouter);

type Present = Exclude<Relation, "missing">;

const CLABE = "032180000118359719";

/** A coupon whose buyer is owed money that a person must pay. */
export async function owedCoupon(scene: MatrixScene, relation: Present): Promise<string> {
  const id = await scene.newCoupon(relation);
  await addRefund(scene, id);
  return id;
}

/** A debt that waits for a person. */
export const newRefund = async (scene: MatrixScene, relation: Present): Promise<string> =>
  addRefund(scene, await scene.newCoupon(relation));

/** One whose buyer has said where the money goes. */
export async function refundWithAccount(scene: MatrixScene, relation: Present): Promise<string> {
  const couponId = await scene.newCoupon(relation);
  const id = await addRefund(scene, couponId);
  const owner = scene.world.contextOf(scene.owners[relation]);
  await walletAs(owner).giveRefundAccount({ id: asId("coupon", couponId), clabe: CLABE });
  return id;
}

async function addRefund({ sql }: MatrixScene, couponId: string): Promise<string> {
  const id = randomUUID();
  await sql`insert into refunds (id, payment_id, coupon_id, amount_centavos, state, reason)
    select ${id}, p.id, ${couponId}, 5000, 'BY_HAND', 'CANCELLED'
    from payments p join orders o on o.id = p.order_id where o.coupon_id = ${couponId}`;
  return id;
}

export async function newAnomaly({ sql }: MatrixScene): Promise<string> {
  const id = randomUUID();
  await sql`insert into payment_anomalies (id, key, kind, details) values (${id}, ${id}, 'UNKNOWN_PAYMENT', '{}')`;
  return id;
}

export async function newPriceRequest(scene: MatrixScene, relation: Present): Promise<string> {
  const { sql, stations, attendants } = scene;
  const id = randomUUID();
  await sql`delete from price_change_requests where station_id = ${stations[relation]}`;
  await sql`insert into price_change_requests (id, station_id, fuel, price_tenth_milli, current_tenth_milli, state, requested_by)
    values (${id}, ${stations[relation]}, 'REGULAR', 300000, 235000, 'PENDING_APPROVAL', ${attendants.own.id})`;
  return id;
}
