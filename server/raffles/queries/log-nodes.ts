import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { fromHex } from "@/server/kernel/bytes";
import type { Id } from "@/server/kernel/id";

import { joinNodes, type Place, placesOf, type Span, type TreeNode } from "../domain/sum-tree";
import { keptLevel, placeKey } from "../domain/ticket-list";
import type { NodeAt } from "../domain/tree-proof";

type NodeRow = { level: number; position: string; hash: string; sum: string };

const nodeOf = (row: { hash: string; sum: string }): TreeNode => ({
  hash: fromHex(row.hash, 32),
  sum: Number(row.sum),
});

/** Leaves are the nodes of level 0; between them and the kept ones there is nothing stored. */
async function leavesIn(db: ReadDb, raffleId: Id<"raffle">, places: readonly Place[]): Promise<NodeRow[]> {
  if (places.length === 0) return [];
  const froms = places.map(({ level, position }) => position * 2 ** level);
  const tos = places.map(({ level, position }) => (position + 1) * 2 ** level);
  const rows = await db.execute<NodeRow>(sql`
    select distinct 0 as level, b.leaf_index as position, encode(b.leaf_hash, 'hex') as hash, b.count::bigint as sum
    from unnest(${sql.param(froms)}::bigint[], ${sql.param(tos)}::bigint[]) as s(a, z)
    join ticket_blocks b on b.raffle_id = ${raffleId} and b.leaf_index >= s.a and b.leaf_index < s.z`);
  return [...rows];
}

async function keptIn(db: ReadDb, raffleId: Id<"raffle">, places: readonly Place[]): Promise<NodeRow[]> {
  if (places.length === 0) return [];
  const levels = places.map(({ level }) => level);
  const positions = places.map(({ position }) => position);
  const rows = await db.execute<NodeRow>(sql`
    select n.level, n.position, encode(n.hash, 'hex') as hash, n.sum
    from unnest(${sql.param(levels)}::smallint[], ${sql.param(positions)}::bigint[]) as w(level, position)
    join ticket_log_nodes n on n.raffle_id = ${raffleId} and n.level = w.level and n.position = w.position`);
  return [...rows];
}

/** Everything the proofs over these spans need, read in two statements however long the log is. */
export async function nodesFor(db: ReadDb, raffleId: Id<"raffle">, spans: readonly Span[]): Promise<NodeAt> {
  const places = spans.flatMap(placesOf);
  const rows = [
    ...(await leavesIn(
      db,
      raffleId,
      places.filter(({ level }) => level < keptLevel),
    )),
    ...(await keptIn(
      db,
      raffleId,
      places.filter(({ level }) => level >= keptLevel),
    )),
  ];
  const known = new Map(
    rows.map((row) => [placeKey({ level: row.level, position: Number(row.position) }), nodeOf(row)]),
  );
  const nodeAt: NodeAt = (place) => {
    const node = known.get(placeKey(place));
    if (node !== undefined) return node;
    if (place.level === 0 || place.level >= keptLevel) throw new Error("a node of the ticket log is missing");
    const below = { level: place.level - 1, position: place.position * 2 };
    return joinNodes(nodeAt(below), nodeAt({ ...below, position: below.position + 1 }));
  };
  return nodeAt;
}
