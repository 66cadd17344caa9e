import "server-only";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { recoveryCodes, users } from "@/db/schema/auth";
import type { Account } from "@/server/auth/domain/account";
import type { AccountStore } from "@/server/auth/ports";
import { asId } from "@/server/kernel/id";

type Row = typeof users.$inferSelect;

const accountOf = (row: Row): Account => ({
  ...row,
  id: asId("user", row.id),
  locale: row.locale === "en" ? "en" : "es-MX",
});

export function accountStore(tx: Tx): AccountStore {
  const one = async (rows: Promise<Row[]>): Promise<Account | undefined> => {
    const [row] = await rows;
    return row && accountOf(row);
  };
  return {
    byIdentifier: (who) =>
      one(
        tx
          .select()
          .from(users)
          .where("email" in who ? eq(users.email, who.email) : eq(users.phone, who.phone))
          .execute(),
      ),
    byId: (id) => one(tx.select().from(users).where(eq(users.id, id)).execute()),
    lock: (id) => one(tx.select().from(users).where(eq(users.id, id)).for("update").execute()),
    async add(account) {
      const added = await tx.insert(users).values(account).onConflictDoNothing().returning({ id: users.id });
      return added.length === 1;
    },
    change: async (id, change) => void (await tx.update(users).set(change).where(eq(users.id, id))),
    entitle: async (id, access) =>
      void (await tx
        .update(users)
        .set({ ...access, permissionVersion: sql`${users.permissionVersion} + 1` })
        .where(eq(users.id, id))),
    async freePhone(phone) {
      await tx
        .update(users)
        .set({ phone: null })
        .where(and(eq(users.phone, phone), isNull(users.phoneVerifiedAt)));
      const held = await tx.select({ id: users.id }).from(users).where(eq(users.phone, phone));
      return held.length === 0;
    },
    signedIn: async (id, at) => void (await tx.update(users).set({ lastLoginAt: at }).where(eq(users.id, id))),
    async useTotpStep(id, step) {
      const used = await tx
        .update(users)
        .set({ totpLastStep: step })
        .where(and(eq(users.id, id), or(isNull(users.totpLastStep), lt(users.totpLastStep, step))))
        .returning({ id: users.id });
      return used.length === 1;
    },
    async replaceRecoveryCodes(id, hashes) {
      await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, id));
      await tx
        .insert(recoveryCodes)
        .values(hashes.map(({ id: rowId, hash }) => ({ id: rowId, userId: id, codeHash: hash })));
    },
    async useRecoveryCode(id, hash, at) {
      const used = await tx
        .update(recoveryCodes)
        .set({ usedAt: at })
        .where(and(eq(recoveryCodes.userId, id), eq(recoveryCodes.codeHash, hash), isNull(recoveryCodes.usedAt)))
        .returning({ id: recoveryCodes.id });
      return used.length === 1;
    },
  };
}
