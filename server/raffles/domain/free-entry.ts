import type { Id } from "@/server/kernel/id";

import type { RaffleId } from "./raffle";

export type FreeEntry = {
  readonly id: Id<"row">;
  readonly raffleId: RaffleId;
  readonly userId: Id<"user">;
  readonly phoneMark: string;
  readonly week: string;
  readonly at: Date;
};

/** False where the phone or the person has one of that week. */
export type FreeEntryStore = { insert(entry: FreeEntry): Promise<boolean> };
