import "server-only";
import { and, eq, lt } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { signingKeys } from "@/db/schema/auth";
import type { SigningKeyStore } from "@/server/auth/ports";

export const signingKeyStore = (tx: Tx): SigningKeyStore => ({
  async succeed(key, at) {
    const { purpose, state } = signingKeys;
    await tx
      .update(signingKeys)
      .set({ state: "VERIFY_ONLY", retiredAt: at })
      .where(and(eq(purpose, key.purpose), eq(state, "ACTIVE")));
    const added = await tx
      .insert(signingKeys)
      .values({ ...key, state: "ACTIVE", createdAt: at })
      .onConflictDoNothing()
      .returning({ kid: signingKeys.kid });
    return added.length === 1;
  },
  async activeSince(wanted) {
    const { purpose, state, createdAt } = signingKeys;
    const [row] = await tx
      .select({ since: createdAt })
      .from(signingKeys)
      .where(and(eq(purpose, wanted), eq(state, "ACTIVE")));
    return row?.since;
  },
  async revokeRetired(before) {
    const { purpose, state, retiredAt, kid } = signingKeys;
    const revoked = await tx
      .update(signingKeys)
      .set({ state: "REVOKED" })
      .where(and(eq(purpose, "ACCESS_TOKEN"), eq(state, "VERIFY_ONLY"), lt(retiredAt, before)))
      .returning({ kid });
    return revoked.map((row) => row.kid);
  },
});
