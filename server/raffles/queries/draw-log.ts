import "server-only";
import { asc, count, desc, eq, lt } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { drawLog } from "@/db/schema/raffles";
import { toHex } from "@/server/kernel/bytes";
import { asId } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";

import { pathJson, type PathNode } from "../domain/receipt";
import { emptyRoot, growTree, noPeaks, type Place, type TreeNode } from "../domain/sum-tree";
import { placeKey } from "../domain/ticket-list";
import { consistencySpans, inclusionSpans, type NodeAt, nodesOf } from "../domain/tree-proof";

/** Newest first. */
export async function drawLogPage(db: ReadDb, ask: { limit: number; cursor?: number | undefined }) {
  const rows = await db
    .select()
    .from(drawLog)
    .where(ask.cursor === undefined ? undefined : lt(drawLog.leafIndex, ask.cursor))
    .orderBy(desc(drawLog.leafIndex))
    .limit(ask.limit + 1);
  const [newest] = await db
    .select({ size: drawLog.leafIndex, root: drawLog.rootAfter })
    .from(drawLog)
    .orderBy(desc(drawLog.leafIndex))
    .limit(1);
  const shown = rows.slice(0, ask.limit);
  return {
    size: newest ? newest.size + 1 : 0,
    root: toHex(newest?.root ?? emptyRoot.hash),
    documents: shown.map((row) => ({
      index: row.leafIndex,
      kind: row.kind,
      raffleId: asId("raffle", row.raffleId),
      sha256: row.document,
      rootAfter: toHex(row.rootAfter),
      at: instant(row.at),
    })),
    nextCursor: rows.length > ask.limit ? String(shown.at(-1)?.leafIndex ?? "") : null,
  };
}

/** The whole log in memory: a few documents a raffle. */
async function nodesBelow(db: ReadDb, size: number): Promise<NodeAt> {
  const rows = await db
    .select({ hash: drawLog.leafHash })
    .from(drawLog)
    .where(lt(drawLog.leafIndex, size))
    .orderBy(asc(drawLog.leafIndex));
  const known = new Map<string, TreeNode>();
  const tree = growTree(noPeaks, (place, node) => known.set(placeKey(place), node));
  for (const { hash } of rows) tree.append({ hash, sum: 1 });
  return (place: Place) => {
    const node = known.get(placeKey(place));
    if (node === undefined) throw new Error("a node of the draw log is missing");
    return node;
  };
}

async function sizeOf(db: ReadDb): Promise<number> {
  const [row] = await db.select({ size: count() }).from(drawLog);
  return row?.size ?? 0;
}

type ProofAsk = { readonly leaf: number; readonly treeSize?: number | undefined };
type LogProof = { leaf: number; treeSize: number; sha256: string; path: PathNode[] };

/** Undefined where the leaf or a tree of that size does not exist. */
export async function drawLogProof(db: ReadDb, { leaf, treeSize }: ProofAsk): Promise<LogProof | undefined> {
  const all = await sizeOf(db);
  const size = treeSize ?? all;
  if (size > all || leaf >= size) return undefined;
  const [row] = await db.select({ sha256: drawLog.document }).from(drawLog).where(eq(drawLog.leafIndex, leaf));
  if (!row) return undefined;
  const path = pathJson(nodesOf(inclusionSpans(leaf, size), await nodesBelow(db, size)));
  return { leaf, treeSize: size, sha256: row.sha256, path };
}

export async function drawLogConsistency(
  db: ReadDb,
  { from, to }: { from: number; to: number },
): Promise<PathNode[] | undefined> {
  if (from > to || to > (await sizeOf(db))) return undefined;
  return pathJson(nodesOf(consistencySpans(from, to), await nodesBelow(db, to)));
}
