import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";

import type { RaffleStatus } from "../domain/raffle-words";
import type { standingsOutput } from "../schemas/log";

type Row = {
  raffle_id: string;
  name: string;
  status: RaffleStatus;
  cap: number;
  held: number;
  in_all: string;
  earned: number;
  cut_by_cap: number;
  late: number;
  voided: number;
};

const MOST = 50;

/** Where one person stands in each raffle: what they earned, what of it counts and why the rest does not. Newest first. */
export async function standingsOf(db: ReadDb, owner: Id<"user">): Promise<z.input<typeof standingsOutput>> {
  const rows = await db.execute<Row>(sql`
    select r.id as raffle_id, r.name, r.status, r.max_tickets_per_person as cap, coalesce(h.granted, 0) as held,
      (r.tickets - r.voided_tickets)::text as in_all, g.earned, g.cut_by_cap, g.late,
      coalesce((select sum(b.count) from ticket_blocks b join ticket_voids v on v.raffle_id = b.raffle_id and v.leaf_index = b.leaf_index
                where b.raffle_id = r.id and b.user_id = ${owner}), 0)::int as voided
    from (
      select raffle_id, sum(earned)::int as earned,
        coalesce(sum(earned - granted) filter (where reason = 'capped'), 0)::int as cut_by_cap,
        coalesce(sum(earned) filter (where reason = 'after-freeze'), 0)::int as late
      from ticket_grants where user_id = ${owner} group by raffle_id) g
    join raffles r on r.id = g.raffle_id
    left join raffle_holders h on h.raffle_id = r.id and h.user_id = ${owner}
    where g.earned > 0
    order by r.id desc limit ${MOST}`);
  return {
    standings: [...rows].map((row) => ({
      raffleId: asId("raffle", row.raffle_id),
      raffleName: row.name,
      status: row.status,
      cap: row.cap,
      held: row.held,
      inAll: Number(row.in_all),
      earned: row.earned,
      cutByCap: row.cut_by_cap,
      late: row.late,
      voided: row.voided,
    })),
  };
}
