import "server-only";
import { gt, and, asc, inArray, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { loginThrottles } from "@/db/schema/auth";
import type { ThrottleStore } from "@/server/auth/ports";

/** Every transaction takes its keys in ascending order, so that none waits for another in a ring. */
export function throttleStore(tx: Tx): ThrottleStore {
  const { key, failures } = loginThrottles;
  return {
    async lock(keys, now) {
      const ordered = [...keys].sort();
      await tx
        .insert(loginThrottles)
        .values(ordered.map((name) => ({ key: name, failures: 0, windowStart: now })))
        .onConflictDoNothing();
      const rows = await tx.select().from(loginThrottles).where(inArray(key, ordered)).orderBy(asc(key)).for("update");
      return new Map(rows.map((row) => [row.key, row]));
    },
    async save(tries) {
      for (const [name, counted] of tries) {
        await tx
          .insert(loginThrottles)
          .values({ key: name, ...counted })
          .onConflictDoUpdate({ target: key, set: counted });
      }
    },
    clear: async (keys) => void (await tx.delete(loginThrottles).where(inArray(key, [...keys].sort()))),
    forgive: async (keys) =>
      void (await tx
        .update(loginThrottles)
        .set({ failures: sql`${failures} - 1` })
        .where(and(inArray(key, [...keys].sort()), gt(failures, 0)))),
  };
}
