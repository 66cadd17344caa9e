import "server-only";
import { and, desc, eq, lte, ne, sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { raffles, ticketBlocks, treeHeads } from "@/db/schema/raffles";
import { toHex } from "@/server/kernel/bytes";
import type { Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";

import type { TicketSource } from "../domain/raffle-words";
import { pathJson, type PathNode } from "../domain/receipt";
import { emptyRoot } from "../domain/sum-tree";
import type { SignedTreeHead } from "../domain/tree-head";
import { consistencySpans, inclusionSpans, nodesOf } from "../domain/tree-proof";
import type { logOutput, proofOutput } from "../schemas/log";
import { nodesFor } from "./log-nodes";

/** Canonical JSON written by `saveHead`. */
export const headOf = (document: string): SignedTreeHead => JSON.parse(document) as SignedTreeHead;

/** The newest signed head of at most `leaves` leaves. */
export async function newestHead(
  db: ReadDb,
  raffleId: Id<"raffle">,
  leaves = Number.MAX_SAFE_INTEGER,
): Promise<SignedTreeHead | undefined> {
  const [row] = await db
    .select({ document: treeHeads.document })
    .from(treeHeads)
    .where(and(eq(treeHeads.raffleId, raffleId), lte(treeHeads.leaves, leaves)))
    .orderBy(desc(treeHeads.leaves))
    .limit(1);
  return row && headOf(row.document);
}

const published = (id: Id<"raffle">) => and(eq(raffles.id, id), ne(raffles.status, "DRAFT"));

/** Counts by source beside the redemptions and pesos that justify them; undefined for drafts. */
export async function logSummary(db: ReadDb, id: Id<"raffle">): Promise<z.input<typeof logOutput> | undefined> {
  const [row] = await db
    .select({
      voidedTickets: raffles.voidedTickets,
      bySource: sql<Partial<Record<TicketSource, number>>>`${raffles.ticketsBySource}`,
      redemptions: raffles.backingRedemptions,
      centavos: raffles.backingCentavos,
      head: sql<
        string | null
      >`(select h.document from tree_heads h where h.raffle_id = ${raffles.id} order by h.leaves desc limit 1)`,
    })
    .from(raffles)
    .where(published(id));
  if (!row) return undefined;
  const head = row.head === null ? null : headOf(row.head);
  const { AD_ENGAGEMENT = 0, FREE_ENTRY = 0, REDEMPTION = 0, REFERRAL = 0 } = row.bySource;
  return {
    leaves: head?.leaves ?? 0,
    tickets: head?.tickets ?? 0,
    voidedTickets: row.voidedTickets,
    root: head?.root ?? toHex(emptyRoot.hash),
    head: head as z.input<typeof logOutput>["head"],
    bySource: { REDEMPTION, AD_ENGAGEMENT, FREE_ENTRY, REFERRAL },
    backing: { redemptions: row.redemptions, pesos: formatPesos(row.centavos) },
  };
}

/** How many leaves the log has; undefined for drafts. */
async function sizeOf(db: ReadDb, id: Id<"raffle">): Promise<number | undefined> {
  const [row] = await db.select({ leaves: raffles.leaves }).from(raffles).where(published(id));
  return row?.leaves;
}

export type ProofAsk = { readonly id: Id<"raffle">; readonly leaf: number; readonly treeSize?: number | undefined };

/** Undefined where the raffle, the leaf or a tree of that size does not exist. */
export async function inclusionProof(db: ReadDb, ask: ProofAsk): Promise<z.input<typeof proofOutput> | undefined> {
  const leaves = await sizeOf(db, ask.id);
  const size = ask.treeSize ?? leaves;
  if (leaves === undefined || size === undefined || size > leaves || ask.leaf >= size) return undefined;
  const [block] = await db
    .select({
      first: ticketBlocks.first,
      count: ticketBlocks.count,
      holderTag: ticketBlocks.holderTag,
      sourceTag: ticketBlocks.sourceTag,
    })
    .from(ticketBlocks)
    .where(and(eq(ticketBlocks.raffleId, ask.id), eq(ticketBlocks.leafIndex, ask.leaf)));
  if (!block) return undefined;
  const spans = inclusionSpans(ask.leaf, size);
  const path = pathJson(nodesOf(spans, await nodesFor(db, ask.id, spans)));
  const { first, count, holderTag, sourceTag } = block;
  return {
    leaf: ask.leaf,
    treeSize: size,
    first,
    count,
    holderTag: toHex(holderTag),
    sourceTag: toHex(sourceTag),
    path,
  };
}

export type ConsistencyAsk = { readonly id: Id<"raffle">; readonly from: number; readonly to: number };

export async function consistencyProof(db: ReadDb, { id, from, to }: ConsistencyAsk): Promise<PathNode[] | undefined> {
  const leaves = await sizeOf(db, id);
  if (leaves === undefined || to > leaves || from > to) return undefined;
  const spans = consistencySpans(from, to);
  return pathJson(nodesOf(spans, await nodesFor(db, id, spans)));
}
