import "server-only";
import { toHex } from "@/server/kernel/bytes";
import { runningSha256 } from "@/server/kernel/hash";

import type { RaffleId } from "../domain/raffle";
import type { TicketList } from "../domain/ticket-list";
import { TicketListReader } from "../domain/ticket-list-reader";
import type { RafflesCtx } from "./raffles-ctx";

export type StagedList = { readonly list: TicketList; readonly sha256: string; readonly size: number };

/**
 * Writes `tickets.csv` in short transactions and reads it back through the verifier's own eyes. Stopped half-way and
 * started again it comes to the same bytes, because the log is closed.
 */
export async function stageList(ctx: RafflesCtx, id: RaffleId): Promise<StagedList> {
  const reader = new TicketListReader(id);
  const hash = runningSha256();
  let [leaf, size] = [0, 0];
  for (let part = 0; ; part++) {
    const from = leaf;
    const piece = await ctx.transact(({ draws }) => draws.appendListPart(id, part, from));
    if (piece === null) return { list: reader.end(), sha256: toHex(hash.digest()), size };
    reader.push(piece.bytes);
    hash.update(piece.bytes);
    size += piece.bytes.length;
    leaf = piece.nextLeaf;
  }
}
