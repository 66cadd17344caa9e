import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { derivedUuid, u64be, utf8, uuidBytes } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import { asId, type Id } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";

import type { TicketSource } from "../domain/raffle-words";
import type { MyTicketsInput, myTicketsOutput } from "../schemas/log";

type Row = {
  raffle_id: string;
  number: string;
  source_type: TicketSource;
  source_id: string;
  issued_at: string;
};

const ticketMark = utf8("jsm-ticket-v1");

/** A number has no row of its own: its id is derived from raffle and number (UUID version 8). */
export function ticketId(raffleId: string, number: number): string {
  return derivedUuid(sha256(ticketMark, uuidBytes(raffleId), u64be(number)));
}

const ownBlocks = (
  owner: Id<"user">,
  { raffleId, redemptionId }: Pick<MyTicketsInput, "raffleId" | "redemptionId">,
) => sql`
  from ticket_blocks b left join ticket_voids v on v.raffle_id = b.raffle_id and v.leaf_index = b.leaf_index
    join ticket_grants g on g.raffle_id = b.raffle_id and g.source_type = b.source_type and g.source_id = b.source_id
  where b.user_id = ${owner} and v.leaf_index is null
    and (${raffleId ?? null}::uuid is null or b.raffle_id = ${raffleId ?? null}::uuid)
    and (${redemptionId ?? null}::uuid is null or ${redemptionId ?? null}::uuid in (b.source_id, g.backing_id))`;

export function cursorOf(text: string | undefined): { raffleId: string; number: number } | undefined {
  if (text === undefined) return undefined;
  const [raffleId = "", number = ""] = text.split(".");
  return { raffleId, number: Number(number) };
}

/** A person's numbers one by one, void ones left out. */
export async function myTickets(
  db: ReadDb,
  owner: Id<"user">,
  input: MyTicketsInput,
): Promise<z.input<typeof myTicketsOutput>> {
  const after = cursorOf(input.cursor);
  const own = ownBlocks(owner, input);
  const rows = await db.execute<Row>(sql`
    select b.raffle_id, n.number, b.source_type, b.source_id, b.issued_at::text
    from (select b.* ${own}) b
    cross join lateral generate_series(b.first, b.first + b.count - 1) as n(number)
    where ${after?.raffleId ?? null}::uuid is null
       or (b.raffle_id, n.number) > (${after?.raffleId ?? null}::uuid, ${after?.number ?? 0}::bigint)
    order by b.raffle_id, n.number
    limit ${input.limit + 1}`);
  const [sum] = await db.execute<{ total: string }>(sql`select coalesce(sum(b.count), 0)::text as total ${own}`);
  const shown = [...rows].slice(0, input.limit);
  const last = shown.at(-1);
  return {
    tickets: shown.map((row) => ({
      id: ticketId(row.raffle_id, Number(row.number)),
      raffleId: asId("raffle", row.raffle_id),
      ticketNumber: Number(row.number),
      multiplier: "1",
      source: row.source_type,
      sourceRedemptionId: row.source_type === "REDEMPTION" ? asId("redemption", row.source_id) : null,
      generatedAt: instant(databaseInstant(row.issued_at)),
    })),
    total: Number(sum?.total ?? 0),
    nextCursor: rows.length > input.limit && last ? `${last.raffle_id}.${last.number}` : null,
  };
}
