import "server-only";
import { and, eq, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { commitments, raffles } from "@/db/schema/raffles";
import { awards } from "@/db/schema/raffles-prizes";
import type { NewId } from "@/server/kernel/id";
import { databaseInstant } from "@/server/platform/database-time";

import type { Award } from "../domain/draw-record";
import type { RaffleId } from "../domain/raffle";
import type { RaffleStatus } from "../domain/raffle-words";
import type { RaffleStore } from "../ports";
import { contentColumns, raffleColumns, raffleOf } from "./raffle-row";

const instantOrNull = (text: string | null): Date | null => (text === null ? null : databaseInstant(text));

type Change = Partial<typeof raffles.$inferInsert>;

export function raffleStore(tx: Tx, newId: NewId): RaffleStore {
  /** Guarded: throws unless the raffle was still in that status. */
  async function move(id: RaffleId, from: readonly RaffleStatus[], change: Change): Promise<void> {
    const rows = await tx
      .update(raffles)
      .set(change)
      .where(and(eq(raffles.id, id), sql`${raffles.status}::text = any(${sql.param([...from])}::text[])`))
      .returning({ id: raffles.id });
    if (rows.length !== 1) throw new Error("the raffle was not in the status its lock showed");
  }

  return {
    insert: async (content, by) => void (await tx.insert(raffles).values({ ...contentColumns(content), ...by })),
    async lock(id) {
      const [row] = await tx.select(raffleColumns).from(raffles).where(eq(raffles.id, id)).for("update");
      return row && raffleOf(row, instantOrNull(row.roundAt));
    },
    saveContent: (id, content) => move(id, ["DRAFT"], contentColumns(content)),
    publish: (id, at) => move(id, ["DRAFT"], { status: "PUBLISHED", publishedAt: at }),
    open: (id, opensAt) => move(id, ["PUBLISHED"], { status: "OPEN", opensAt }),
    closeLog: (id, at) => move(id, ["OPEN"], { closedAt: at }),
    async commit({ raffleId, hash, chain, round, roundAt, frozenAt }) {
      await tx.insert(commitments).values({ raffleId, hash, chain, round, roundAt, committedAt: frozenAt });
      await move(raffleId, ["OPEN"], { status: "FROZEN", frozenAt });
    },
    async saveDrawn(id, places, at) {
      if (places.length > 0) await insertAwards(tx, { id, places }, newId);
      await move(id, ["FROZEN"], { status: "DRAWN", drawnAt: at });
    },
    end: (id, status, reason) =>
      move(id, status === "VOID" ? ["FROZEN"] : ["DRAFT", "PUBLISHED", "OPEN"], { status, endedReason: reason }),
  };
}

async function insertAwards(
  tx: Tx,
  { id, places }: { id: RaffleId; places: readonly Award[] },
  newId: NewId,
): Promise<void> {
  const rows = places.map((award) => ({
    id: newId("row"),
    outcome: award.outcome,
    place: award.place,
    prize_index: award.prizeIndex,
    ticket: award.ticket,
    leaf_index: award.leafIndex,
    status: award.outcome === "WINNER" ? "UNCLAIMED" : "WAITING",
    claim_deadline: award.claimDeadline?.toISOString() ?? null,
  }));
  const inserted = await tx.execute<{ id: string }>(sql`
    insert into ${awards} (id, raffle_id, outcome, place, prize_index, ticket, leaf_index, user_id, status, claim_deadline)
    select a.id, b.raffle_id, a.outcome, a.place, a.prize_index, a.ticket, a.leaf_index, b.user_id, a.status, a.claim_deadline
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a(
      id uuid, outcome text, place int, prize_index int, ticket bigint, leaf_index bigint, status text, claim_deadline timestamptz)
    join ticket_blocks b on b.raffle_id = ${id} and b.leaf_index = a.leaf_index
    returning id`);
  if (inserted.length !== rows.length) throw new Error("a drawn leaf has no block");
}
