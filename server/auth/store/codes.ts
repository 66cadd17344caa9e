import "server-only";
import { and, count, desc, eq, gt, isNull, min, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { oneTimeCodes } from "@/db/schema/auth";
import type { Code } from "@/server/auth/domain/one-time-code";
import type { CodeStore } from "@/server/auth/ports";
import { asId } from "@/server/kernel/id";

type Row = typeof oneTimeCodes.$inferSelect;

const codeOf = (row: Row): Code => ({ ...row, id: asId("row", row.id), userId: asId("user", row.userId) });

export function codeStore(tx: Tx): CodeStore {
  const { purpose, subject, createdAt, codeHash, userId, usedAt, id: rowId } = oneTimeCodes;
  return {
    add: async ({ at, ...code }) => void (await tx.insert(oneTimeCodes).values({ ...code, createdAt: at })),
    async countSince(wanted, to, since) {
      const [row] = await tx
        .select({ count: count(), first: min(createdAt) })
        .from(oneTimeCodes)
        .where(and(eq(purpose, wanted), eq(subject, to), gt(createdAt, since)));
      return { count: row?.count ?? 0, first: row?.first ?? undefined };
    },
    async lockByHash(wanted, hash) {
      const [row] = await tx
        .select()
        .from(oneTimeCodes)
        .where(and(eq(purpose, wanted), eq(codeHash, hash)))
        .for("update");
      return row && codeOf(row);
    },
    async lockNewest(wanted, who) {
      const [row] = await tx
        .select()
        .from(oneTimeCodes)
        .where(and(eq(purpose, wanted), eq(userId, who), isNull(usedAt)))
        .orderBy(desc(createdAt), desc(rowId))
        .limit(1)
        .for("update");
      return row && codeOf(row);
    },
    tried: async (id) =>
      void (await tx
        .update(oneTimeCodes)
        .set({ tries: sql`${oneTimeCodes.tries} + 1` })
        .where(eq(rowId, id))),
    used: async (id, at) => void (await tx.update(oneTimeCodes).set({ usedAt: at }).where(eq(rowId, id))),
  };
}
