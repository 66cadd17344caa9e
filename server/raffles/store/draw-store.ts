import "server-only";
import { and, asc, eq, lt, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { drawLog, raffleFileParts, raffleFiles } from "@/db/schema/raffles";
import { fromHex, toHex, utf8 } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";

import type { DrawLogPlace } from "../domain/certificate";
import { documentLeaf } from "../domain/draw-log";
import { contentTypeOf, type LoggedDocument, type PublishedFile } from "../domain/draw-record";
import type { RaffleId } from "../domain/raffle";
import { pathJson } from "../domain/receipt";
import { growTree, type Peaks, peaksOf, rootOf, type TreeNode } from "../domain/sum-tree";
import type { DrawStore } from "../ports";

/** About 600 kB of `tickets.csv`. */
const leavesPerPart = 4_096;
const bytesPerPart = 1 << 20;
/** Any number nothing else of the product locks: one writer of the draw log at a time. */
const drawLogLock = 7_361_002;

export function drawStore(tx: Tx): DrawStore {
  return {
    appendListPart: (id, part, fromLeaf) => appendListPart(tx, { id, part, fromLeaf }),
    async voidLeaves(id) {
      const rows = await tx.execute<{ leaf_index: string }>(sql`
        select leaf_index from ticket_voids where raffle_id = ${id} order by leaf_index`);
      return [...rows].map((row) => Number(row.leaf_index));
    },
    async excludeHolders(id, userIds) {
      const rows = await tx.execute<{ tag: string }>(sql`
        update raffle_holders set is_ineligible = true
        where raffle_id = ${id} and user_id = any(${sql.param([...userIds])}::uuid[])
        returning encode(tag, 'hex') as tag`);
      return [...rows].map((row) => row.tag).sort();
    },
    addFile: (id, file, at) => addFile(tx, { id, file, at }),
    addStagedFile: async (id, { name, sha256: hash, size }, at) =>
      void (await tx.insert(raffleFiles).values({
        raffleId: id,
        name,
        contentType: contentTypeOf(name),
        sha256: hash,
        size,
        publishedAt: at,
      })),
    async filePart(id, name, part) {
      const [row] = await tx
        .select({ body: raffleFileParts.body })
        .from(raffleFileParts)
        .where(and(eq(raffleFileParts.raffleId, id), eq(raffleFileParts.name, name), eq(raffleFileParts.part, part)));
      return row?.body;
    },
    async lockDrawLog() {
      await tx.execute(sql`select pg_advisory_xact_lock(${drawLogLock})`);
      return { peaks: await drawLogPeaks(tx) };
    },
    appendDocument: (document) => appendDocument(tx, document),
    placeOf: (documentHash) => placeOf(tx, documentHash),
  };
}

type ListAsk = { id: RaffleId; part: number; fromLeaf: number };

/** The lines are put together by the database, which has the bytes; a part that is there already stays as it is. */
async function appendListPart(tx: Tx, { id, part, fromLeaf }: ListAsk): ReturnType<DrawStore["appendListPart"]> {
  const [row] = await tx.execute<{ lines: string | null; leaves: string }>(sql`
    select string_agg(leaf_index || ',' || first || ',' || count || ',' || encode(holder_tag, 'hex') || ',' ||
                      encode(source_tag, 'hex') || chr(10), '' order by leaf_index) as lines, count(*)::text as leaves
    from ticket_blocks
    where raffle_id = ${id} and leaf_index >= ${fromLeaf} and leaf_index < ${fromLeaf + leavesPerPart}`);
  if (row === undefined || row.lines === null) return null;
  const bytes = utf8(row.lines);
  await tx
    .insert(raffleFileParts)
    .values({ raffleId: id, name: "tickets.csv", part, body: bytes })
    .onConflictDoNothing();
  return { bytes, nextLeaf: fromLeaf + Number(row.leaves) };
}

async function addFile(tx: Tx, { id, file, at }: { id: RaffleId; file: PublishedFile; at: Date }): Promise<void> {
  const { name, bytes } = file;
  for (let part = 0; part * bytesPerPart < bytes.length; part++) {
    const body = bytes.subarray(part * bytesPerPart, (part + 1) * bytesPerPart);
    await tx.insert(raffleFileParts).values({ raffleId: id, name, part, body });
  }
  await tx.insert(raffleFiles).values({
    raffleId: id,
    name,
    contentType: contentTypeOf(name),
    sha256: toHex(sha256(bytes)),
    size: bytes.length,
    publishedAt: at,
  });
}

/** As the log stood right after this document: its path is the peaks that stood before it, smallest first. */
async function placeOf(tx: Tx, documentHash: string): Promise<DrawLogPlace> {
  const [row] = await tx
    .select({ index: drawLog.leafIndex, root: drawLog.rootAfter })
    .from(drawLog)
    .where(eq(drawLog.document, documentHash));
  if (row === undefined) throw new Error("the document is not in the draw log");
  const before = await drawLogPeaks(tx, row.index);
  return { index: row.index, path: pathJson(before.nodes.toReversed()), root: toHex(row.root) };
}

async function drawLogPeaks(tx: Tx, size = Number.MAX_SAFE_INTEGER): Promise<Peaks> {
  const rows = await tx
    .select({ hash: drawLog.leafHash })
    .from(drawLog)
    .where(lt(drawLog.leafIndex, size))
    .orderBy(asc(drawLog.leafIndex));
  return peaksOf(rows.map(({ hash }): TreeNode => ({ hash, sum: 1 })));
}

async function appendDocument(tx: Tx, { kind, raffleId, sha256: hash, at }: LoggedDocument): Promise<number> {
  const before = await drawLogPeaks(tx);
  const leaf = documentLeaf(fromHex(hash, 32));
  const tree = growTree(before);
  tree.append(leaf);
  await tx.insert(drawLog).values({
    leafIndex: before.leaves,
    raffleId,
    kind,
    document: hash,
    leafHash: leaf.hash,
    rootAfter: rootOf(tree.peaks()).hash,
    at,
  });
  return before.leaves;
}
