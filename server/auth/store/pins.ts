import "server-only";
import { eq } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { pins } from "@/db/schema/auth";
import type { PinStore } from "@/server/auth/ports/pins";

export const pinStore = (tx: Tx): PinStore => ({
  async hashOf(userId) {
    const [row] = await tx.select({ pinHash: pins.pinHash }).from(pins).where(eq(pins.userId, userId));
    return row?.pinHash;
  },
  save: async (userId, pinHash, setAt) =>
    void (await tx
      .insert(pins)
      .values({ userId, pinHash, setAt })
      .onConflictDoUpdate({ target: pins.userId, set: { pinHash, setAt } })),
});
