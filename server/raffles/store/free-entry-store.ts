import "server-only";
import type { Tx } from "@/db/client";
import { freeEntries } from "@/db/schema/raffles-free-entries";

import type { FreeEntryStore } from "../domain/free-entry";

export const freeEntryStore = (tx: Tx): FreeEntryStore => ({
  async insert({ at, ...entry }) {
    const rows = await tx
      .insert(freeEntries)
      .values({ ...entry, enteredAt: at })
      .onConflictDoNothing()
      .returning({ id: freeEntries.id });
    return rows.length === 1;
  },
});
