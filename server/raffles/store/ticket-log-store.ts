import "server-only";
import { and, asc, isNotNull, ne, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { raffles, treeHeads } from "@/db/schema/raffles";
import { fromHex, toHex } from "@/server/kernel/bytes";
import { canonicalJson } from "@/server/kernel/canonical-json";
import { asId } from "@/server/kernel/id";

import {
  backingOf,
  type Holder,
  type IssuePlan,
  type KnownSources,
  type LockedLog,
  type SourceBlock,
  type SourceChange,
  sourceKey,
} from "../domain/issuing";
import type { TicketSource } from "../domain/raffle-words";
import { keptLevel } from "../domain/ticket-list";
import { ticketRuleVersion } from "../domain/tickets";
import type { TicketLogStore } from "../ports";
import { peaksOfRow, storedPeaks } from "./raffle-row";

export const ticketLogStore = (tx: Tx): TicketLogStore => ({
  lockLogs: (span) => lockLogs(tx, span),
  known: (raffleId, changes) => knownSources(tx, raffleId, changes),
  savePlan: (plan, at) => savePlan(tx, plan, at),
  saveHead: async (head) =>
    void (await tx.insert(treeHeads).values({
      raffleId: head.raffle,
      leaves: head.leaves,
      tickets: head.tickets,
      root: fromHex(head.root, 32),
      document: canonicalJson(head),
      at: new Date(head.at),
    })),
});

async function lockLogs(tx: Tx, { from, to }: { from: Date; to: Date }): Promise<LockedLog[]> {
  const touches = sql`${raffles.opensAt} <= ${to.toISOString()}::timestamptz and ${raffles.closesAt} > ${from.toISOString()}::timestamptz`;
  const rows = await tx
    .select({
      id: raffles.id,
      status: raffles.status,
      opensAt: raffles.opensAt,
      closesAt: raffles.closesAt,
      closedAt: raffles.closedAt,
      stationIds: raffles.stationIds,
      cap: raffles.maxTicketsPerPerson,
      leaves: raffles.leaves,
      tickets: raffles.tickets,
      peaks: raffles.peaks,
    })
    .from(raffles)
    .where(and(isNotNull(raffles.opensAt), ne(raffles.status, "CANCELLED"), touches))
    .orderBy(asc(raffles.id))
    .for("update");
  return rows.map((row) => ({ ...row, id: asId("raffle", row.id), peaks: peaksOfRow(row) }));
}

type GrantRow = {
  source_type: TicketSource;
  source_id: string;
  leaf_index: string | null;
  count: number | null;
  user_id: string;
  is_void: boolean;
  backing_id: string | null;
};
type HolderRow = { user_id: string; nonce: string; granted: number };

async function knownSources(tx: Tx, raffleId: string, changes: readonly SourceChange[]): Promise<KnownSources> {
  const sources = [...new Set(changes.flatMap(sourcesOf))];
  const users = [...new Set(changes.flatMap((change) => (change.kind === "earning" ? [change.userId] : [])))];
  const grants = await tx.execute<GrantRow>(sql`
    select g.source_type, g.source_id, g.user_id, b.leaf_index, b.count, v.leaf_index is not null as is_void, g.backing_id
    from ticket_grants g
    left join ticket_blocks b on b.raffle_id = g.raffle_id and b.source_type = g.source_type and b.source_id = g.source_id
    left join ticket_voids v on v.raffle_id = b.raffle_id and v.leaf_index = b.leaf_index
    where g.raffle_id = ${raffleId}
      and (g.source_id = any(${sql.param(sources)}::uuid[]) or g.backing_id = any(${sql.param(voidedOf(changes))}::uuid[]))`);
  const voided = [...grants].map((row) => row.user_id);
  const holders = await tx.execute<HolderRow>(sql`
    select user_id, encode(nonce, 'hex') as nonce, granted from raffle_holders
    where raffle_id = ${raffleId} and user_id = any(${sql.param([...new Set([...users, ...voided])])}::uuid[])`);
  return {
    granted: new Set([...grants].map((row) => keyOf(row))),
    blocks: new Map([...grants].flatMap((row) => blockOf(row))),
    holders: new Map([...holders].map((row): [string, Holder] => [row.user_id, holderOf(row)])),
  };
}

/** The source itself and what it rests on. */
const sourcesOf = (change: SourceChange): string[] =>
  change.kind === "earning" && change.backing ? [change.sourceId, change.backing.sourceId] : [change.sourceId];

const voidedOf = (changes: readonly SourceChange[]): string[] =>
  changes.flatMap(({ kind, sourceId }) => (kind === "voiding" ? [sourceId] : []));

const keyOf = (row: GrantRow): string => sourceKey({ sourceType: row.source_type, sourceId: row.source_id });

function blockOf(row: GrantRow): [string, SourceBlock][] {
  if (row.leaf_index === null || row.count === null) return [];
  const block = {
    leafIndex: Number(row.leaf_index),
    count: row.count,
    userId: asId("user", row.user_id),
    isVoid: row.is_void,
    backedBy: row.backing_id,
  };
  return [[keyOf(row), block]];
}

const holderOf = (row: HolderRow): Holder => ({
  userId: asId("user", row.user_id),
  nonce: fromHex(row.nonce, 32),
  held: row.granted,
});

async function savePlan(tx: Tx, plan: IssuePlan, at: Date): Promise<void> {
  const when = at.toISOString();
  await saveHolders(tx, plan);
  await saveGrants(tx, plan, when);
  await saveBlocks(tx, plan, when);
  await saveNodes(tx, plan);
  await saveVoids(tx, plan);
  await moveEdge(tx, plan);
}

async function saveHolders(tx: Tx, { raffleId, holders }: IssuePlan): Promise<void> {
  if (holders.length === 0) return;
  const rows = holders.map(({ userId, nonce, tag, held }) => ({
    user_id: userId,
    nonce: toHex(nonce),
    tag: toHex(tag),
    granted: held,
  }));
  await tx.execute(sql`
    insert into raffle_holders (raffle_id, user_id, nonce, tag, granted)
    select ${raffleId}::uuid, h.user_id, decode(h.nonce, 'hex'), decode(h.tag, 'hex'), h.granted
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as h(user_id uuid, nonce text, tag text, granted int)
    on conflict (raffle_id, user_id) do update set granted = excluded.granted`);
}

async function saveGrants(tx: Tx, { raffleId, grants }: IssuePlan, at: string): Promise<void> {
  if (grants.length === 0) return;
  const rows = grants.map(({ source, granted, reason }) => ({
    source_type: source.sourceType,
    source_id: source.sourceId,
    user_id: source.userId,
    earned: source.earned.earned,
    granted,
    reason,
    backing_id: source.backing?.sourceId ?? null,
  }));
  await tx.execute(sql`
    insert into ticket_grants (raffle_id, source_type, source_id, user_id, earned, granted, reason, rule_version, granted_at,
                               backing_id)
    select ${raffleId}::uuid, g.source_type, g.source_id, g.user_id, g.earned, g.granted, g.reason, ${ticketRuleVersion}, ${at}::timestamptz,
           g.backing_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(
      source_type ticket_source, source_id uuid, user_id uuid, earned int, granted int, reason text, backing_id uuid)`);
}

async function saveBlocks(tx: Tx, { raffleId, blocks }: IssuePlan, at: string): Promise<void> {
  if (blocks.length === 0) return;
  const rows = blocks.map((block) => ({
    leaf_index: block.index,
    first: block.first,
    count: block.count,
    user_id: block.source.userId,
    holder_tag: toHex(block.holderTag),
    source_type: block.source.sourceType,
    source_id: block.source.sourceId,
    source_nonce: toHex(block.sourceNonce),
    source_tag: toHex(block.sourceTag),
    leaf_hash: toHex(block.hash),
  }));
  await tx.execute(sql`
    insert into ticket_blocks (raffle_id, leaf_index, first, count, user_id, holder_tag, source_type, source_id,
                               source_nonce, source_tag, leaf_hash, issued_at)
    select ${raffleId}::uuid, b.leaf_index, b.first, b.count, b.user_id, decode(b.holder_tag, 'hex'), b.source_type, b.source_id,
           decode(b.source_nonce, 'hex'), decode(b.source_tag, 'hex'), decode(b.leaf_hash, 'hex'), ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as b(
      leaf_index bigint, first bigint, count int, user_id uuid, holder_tag text, source_type ticket_source, source_id uuid,
      source_nonce text, source_tag text, leaf_hash text)`);
}

async function saveNodes(tx: Tx, { raffleId, nodes }: IssuePlan): Promise<void> {
  const rows = nodes
    .filter(({ place }) => place.level >= keptLevel)
    .map(({ place, node }) => ({ ...place, hash: toHex(node.hash), sum: node.sum }));
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into ticket_log_nodes (raffle_id, level, position, hash, sum)
    select ${raffleId}::uuid, n.level, n.position, decode(n.hash, 'hex'), n.sum
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(level smallint, position bigint, hash text, sum bigint)`);
}

async function saveVoids(tx: Tx, { raffleId, voids }: IssuePlan): Promise<void> {
  if (voids.length === 0) return;
  const rows = voids.map(({ leafIndex, voidedAt }) => ({ leaf_index: leafIndex, voided_at: voidedAt.toISOString() }));
  await tx.execute(sql`
    insert into ticket_voids (raffle_id, leaf_index, reason, voided_at)
    select ${raffleId}::uuid, v.leaf_index, 'redemption-voided', v.voided_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v(leaf_index bigint, voided_at timestamptz)`);
}

/** The one counter move of the raffle row. */
async function moveEdge(tx: Tx, plan: IssuePlan): Promise<void> {
  const { redemptions, pesos } = backingOf(plan);
  const bySource: Partial<Record<TicketSource, number>> = {};
  for (const { source, count } of plan.blocks) {
    bySource[source.sourceType] = (bySource[source.sourceType] ?? 0) + count;
  }
  const voided = plan.voids.reduce((sum, { count }) => sum + count, 0);
  await tx.execute(sql`
    update raffles set
      leaves = ${plan.peaks.leaves}, tickets = ${plan.tickets},
      peaks = ${JSON.stringify(storedPeaks(plan.peaks))}::jsonb,
      backing_redemptions = backing_redemptions + ${redemptions}, backing_centavos = backing_centavos + ${pesos},
      voided_tickets = voided_tickets + ${voided},
      tickets_by_source = tickets_by_source || coalesce((
        select jsonb_object_agg(key, value::bigint + coalesce((tickets_by_source ->> key)::bigint, 0))
        from jsonb_each_text(${JSON.stringify(bySource)}::jsonb)), '{}'::jsonb)
    where id = ${plan.raffleId}`);
}
