import "server-only";
import { eq, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { coupons } from "@/db/schema/coupons";
import type { IssuedCode } from "@/server/coupons/domain/purchase";
import type { WalletStore } from "@/server/coupons/ports";
import { couponRecordsWhere, couponViewsOf } from "@/server/coupons/queries/coupon-views";
import type { Id } from "@/server/kernel/id";

const codeColumns = ({ kid, version, issuedAt, code }: IssuedCode) => ({
  qrKid: kid,
  qrVersion: version,
  qrIssuedAt: issuedAt,
  qrCode: code,
});

/** Coupons as their buyer moves them; each change expects the row it locked. */
export const walletStore = (tx: Tx): WalletStore => {
  async function change(id: Id<"coupon">, columns: Partial<typeof coupons.$inferInsert>): Promise<void> {
    const changed = await tx.update(coupons).set(columns).where(eq(coupons.id, id)).returning({ id: coupons.id });
    if (changed.length !== 1) throw new Error("a coupon that was locked is gone");
  }
  return {
    place: async ({ id, userId, stationId, fuel, face, createdAt }) =>
      void (await tx.insert(coupons).values({
        id,
        userId,
        stationId,
        fuel,
        createdAt,
        faceCentavos: face,
        balanceCentavos: 0,
        status: "PENDING_PAYMENT",
      })),
    async lock(id) {
      const [coupon] = await couponRecordsWhere(tx, sql`where id = ${id} for update`);
      return coupon;
    },
    activate: (id, { balance, activatedAt, expiresAt, shortCode, code }) =>
      change(id, {
        activatedAt,
        expiresAt,
        shortCode,
        ...codeColumns(code),
        balanceCentavos: balance,
        status: "ACTIVE",
      }),
    close: (id, status) => change(id, { status, balanceCentavos: 0 }),
    reissue: async (id, { fuel, stationId, code, isCounted }) => {
      await change(id, { fuel, stationId, ...codeColumns(code) });
      if (isCounted) await tx.execute(sql`update coupons set qr_regenerations = qr_regenerations + 1 where id = ${id}`);
    },
    async view(id) {
      const [view] = await couponViewsOf(tx, sql`where id = ${id}`);
      if (!view) throw new Error("a coupon that was just changed is gone");
      return view;
    },
  };
};
