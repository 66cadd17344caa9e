import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";

import type { TicketSource } from "../domain/raffle-words";
import { pathJson } from "../domain/receipt";
import type { SignedTreeHead } from "../domain/tree-head";
import { inclusionSpans, nodesOf } from "../domain/tree-proof";
import type { BlocksInput, blocksOutput } from "../schemas/log";
import { nodesFor } from "./log-nodes";
import { cursorOf } from "./my-tickets";
import { newestHead } from "./ticket-log";

type Row = {
  raffle_id: string;
  leaf_index: string;
  first: string;
  count: number;
  source_type: TicketSource;
  source_id: string;
  source_nonce: string;
  holder_nonce: string;
  is_void: boolean;
  issued_at: string;
};

type Block = z.input<typeof blocksOutput>["blocks"][number];

/** A person's blocks with receipts that prove them offline. */
export async function myBlocks(
  db: ReadDb,
  owner: Id<"user">,
  { raffleId, redemptionId, limit, cursor }: BlocksInput,
): Promise<z.input<typeof blocksOutput>> {
  const after = cursorOf(cursor);
  const found = await db.execute<Row>(sql`
    select b.raffle_id, b.leaf_index, b.first, b.count, b.source_type, b.source_id, b.issued_at::text,
           encode(b.source_nonce, 'hex') as source_nonce, encode(h.nonce, 'hex') as holder_nonce,
           v.leaf_index is not null as is_void
    from ticket_blocks b
    join raffle_holders h on h.raffle_id = b.raffle_id and h.user_id = b.user_id
    left join ticket_voids v on v.raffle_id = b.raffle_id and v.leaf_index = b.leaf_index
    join ticket_grants g on g.raffle_id = b.raffle_id and g.source_type = b.source_type and g.source_id = b.source_id
    where b.user_id = ${owner}
      and (${raffleId ?? null}::uuid is null or b.raffle_id = ${raffleId ?? null}::uuid)
      and (${redemptionId ?? null}::uuid is null or ${redemptionId ?? null}::uuid in (b.source_id, g.backing_id))
      and (${after?.raffleId ?? null}::uuid is null
           or (b.raffle_id, b.leaf_index) < (${after?.raffleId ?? null}::uuid, ${after?.number ?? 0}::bigint))
    order by b.raffle_id desc, b.leaf_index desc
    limit ${limit + 1}`);
  const rows = [...found].slice(0, limit);
  const last = rows.at(-1);
  const raffles = [...new Set(rows.map((row) => row.raffle_id))];
  const blocks = await Promise.all(
    raffles.map((raffle) =>
      withReceipts(
        db,
        asId("raffle", raffle),
        rows.filter((row) => row.raffle_id === raffle),
      ),
    ),
  );
  return {
    blocks: blocks.flat(),
    nextCursor: found.length > limit && last ? `${last.raffle_id}.${last.leaf_index}` : null,
  };
}

/** One head for all blocks of a raffle: it was signed in the transaction that wrote the last of them, or later. */
async function withReceipts(db: ReadDb, raffleId: Id<"raffle">, rows: readonly Row[]): Promise<Block[]> {
  const head = await newestHead(db, raffleId);
  if (head === undefined) throw new Error("a log with blocks has no head");
  const spans = new Map(rows.map((row) => [row.leaf_index, inclusionSpans(Number(row.leaf_index), head.leaves)]));
  const nodeAt = await nodesFor(db, raffleId, [...spans.values()].flat());
  return rows.map((row) => blockOf(row, head, pathJson(nodesOf(spans.get(row.leaf_index) ?? [], nodeAt))));
}

function blockOf(row: Row, head: SignedTreeHead, path: Block["receipt"]["path"]): Block {
  const raffleId = asId("raffle", row.raffle_id);
  const numbers = { raffleId, leaf: Number(row.leaf_index), first: Number(row.first), count: row.count };
  return {
    ...numbers,
    source: row.source_type,
    sourceRedemptionId: row.source_type === "REDEMPTION" ? asId("redemption", row.source_id) : null,
    isVoid: row.is_void,
    generatedAt: instant(databaseInstant(row.issued_at)),
    receipt: {
      ...numbers,
      holderNonce: row.holder_nonce,
      sourceNonce: row.source_nonce,
      path,
      head: { ...head, raffle: raffleId },
    },
  };
}
