import "server-only";
import { eq, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { coupons } from "@/db/schema/coupons";
import type { IssuedCode, NewCoupon } from "@/server/coupons/domain/purchase";
import type { WalletStore } from "@/server/coupons/ports";
import { couponRecordsWhere, couponViewsOf } from "@/server/coupons/queries/coupon-views";
import type { Id } from "@/server/kernel/id";

const codeColumns = ({ kid, version, issuedAt, code }: IssuedCode) => ({
  qrKid: kid,
  qrVersion: version,
  qrIssuedAt: issuedAt,
  qrCode: code,
});

type Columns = Partial<typeof coupons.$inferInsert>;

async function change(tx: Tx, id: Id<"coupon">, columns: Columns): Promise<void> {
  const changed = await tx.update(coupons).set(columns).where(eq(coupons.id, id)).returning({ id: coupons.id });
  if (changed.length !== 1) throw new Error("a coupon that was locked is gone");
}

async function place(tx: Tx, coupon: NewCoupon): Promise<void> {
  const { id, userId, stationId, fuel, face: faceCentavos, createdAt, isPrize = false } = coupon;
  const empty = { balanceCentavos: 0, status: "PENDING_PAYMENT" } as const;
  await tx.insert(coupons).values({ id, userId, stationId, fuel, faceCentavos, createdAt, isPrize, ...empty });
}

/** Coupons as their buyer moves them; each change expects the row it locked. */
export const walletStore = (tx: Tx): WalletStore => ({
  place: (coupon) => place(tx, coupon),
  async lock(id) {
    const [coupon] = await couponRecordsWhere(tx, sql`where id = ${id} for update`);
    return coupon;
  },
  activate: (id, { balance: balanceCentavos, activatedAt, expiresAt, shortCode, code }) =>
    change(tx, id, { activatedAt, expiresAt, shortCode, balanceCentavos, ...codeColumns(code), status: "ACTIVE" }),
  close: (id, status) => change(tx, id, { status, balanceCentavos: 0, statusBefore: null }),
  reissue: async (id, { fuel, stationId, code, isCounted }) => {
    await change(tx, id, { fuel, stationId, ...codeColumns(code) });
    if (isCounted) await tx.execute(sql`update coupons set qr_regenerations = qr_regenerations + 1 where id = ${id}`);
  },
  suspend: (id, { disputeId, statusBefore }) =>
    change(tx, id, { status: "SUSPENDED", statusBefore, disputeId, balanceCentavos: 0 }),
  thaw: (id, { status, balance: balanceCentavos }) =>
    change(tx, id, { status, balanceCentavos, statusBefore: null, disputeId: null }),
  markDispute: (id, disputeId) => change(tx, id, { disputeId }),
  reinstate: (id, { status, balance: balanceCentavos, expiresAt, shortCode, code }) =>
    change(tx, id, { status, balanceCentavos, expiresAt, shortCode, ...codeColumns(code), remindedDays: null }),
  async view(id) {
    const [view] = await couponViewsOf(tx, sql`where id = ${id}`);
    if (!view) throw new Error("a coupon that was just changed is gone");
    return view;
  },
});
