import type { Sql } from "postgres";

/** A block as the rules of tickets make it from the event log, without a word of the product's own issuing. */
export type PlainBlock = {
  readonly leaf: number;
  readonly first: number;
  readonly count: number;
  readonly source: string;
  readonly holder: string;
};

type Told = { source: string; holder: string; before: number; after: number; volume: number };

const HUNDRED_PESOS = 10_000;
const TWENTY_LITRES = 20_000;

const earnedBy = ({ before, after, volume }: Told): number =>
  Math.floor(after / HUNDRED_PESOS) - Math.floor(before / HUNDRED_PESOS) + (volume > TWENTY_LITRES ? 1 : 0);

/** The blocks that the redemptions of one station must have become, in the order of the event log, capped a person. */
export async function blocksByRule(
  sql: Sql,
  { stationId, cap, closesAt }: { stationId: string; cap: number; closesAt?: Date },
): Promise<PlainBlock[]> {
  const told = await sql<Told[]>`
    select payload ->> 'redemptionId' as source, payload ->> 'userId' as holder,
      (payload ->> 'redeemedBeforeCentavos')::int as before, (payload ->> 'redeemedAfterCentavos')::int as after,
      (payload ->> 'volumeMillilitres')::int as volume
    from events where type = 'CouponRedeemed' and payload ->> 'stationId' = ${stationId}
      and (${closesAt === undefined} or (payload ->> 'redeemedAt')::timestamptz < ${closesAt ?? new Date(0)})
    order by epoch, xid, id`;
  const held = new Map<string, number>();
  const blocks: PlainBlock[] = [];
  let first = 0;
  for (const one of told) {
    const has = held.get(one.holder) ?? 0;
    const count = Math.min(earnedBy(one), cap - has);
    if (count <= 0) continue;
    blocks.push({ leaf: blocks.length, first, count, source: one.source, holder: one.holder });
    held.set(one.holder, has + count);
    first += count;
  }
  return blocks;
}

export const blocksInLog = (sql: Sql, raffleId: string): Promise<PlainBlock[]> => sql<PlainBlock[]>`
  select leaf_index::int as leaf, first::int, count, source_id as source, user_id as holder
  from ticket_blocks where raffle_id = ${raffleId} order by leaf_index`;

/** How many places of the two lists do not hold the same block. */
export const difference = (some: readonly PlainBlock[], others: readonly PlainBlock[]): number =>
  Array.from({ length: Math.max(some.length, others.length) }, (_, i) => i).filter(
    (i) => JSON.stringify(some[i]) !== JSON.stringify(others[i]),
  ).length;
