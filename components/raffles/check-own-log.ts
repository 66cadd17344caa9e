import { readDrawKeys } from "@/server/raffles/domain/draw-keys";
import { type PathNode, receiptFault } from "@/server/raffles/domain/receipt";
import type { DrawKey } from "@/server/raffles/domain/signed-document";

import { goesOn, keepHead, type KnownHead, knownHead } from "./known-head";
import { breathe, type OwnPage, ownPage } from "./own-receipts";

export type OwnCheck =
  /** `since`: when the head that this device knew before was signed; null where it knew none. */
  | { readonly state: "ok"; readonly blocks: number; readonly since: string | null }
  | { readonly state: "failed"; readonly leaf: number }
  | { readonly state: "rewritten"; readonly since: string }
  | { readonly state: "unavailable" };

const unavailable: OwnCheck = { state: "unavailable" };

async function publishedKeys(): Promise<readonly DrawKey[] | undefined> {
  const response = await fetch("/api/v1/draw/keys").catch(() => undefined);
  return response?.ok ? readDrawKeys(new Uint8Array(await response.arrayBuffer())) : undefined;
}

async function proofBetween(raffleId: string, from: number, to: number): Promise<readonly PathNode[] | undefined> {
  if (from >= to) return [];
  const query = new URLSearchParams({ from: String(from), to: String(to) });
  const response = await fetch(`/api/v1/raffles/${raffleId}/log/consistency?${query}`).catch(() => undefined);
  if (!response?.ok) return undefined;
  const { path } = (await response.json()) as { path: readonly PathNode[] }; // the contract of the REST surface
  return path;
}

type Receipts = { readonly blocks: number; readonly head: KnownHead | undefined } | { readonly failedLeaf: number };

/** Each receipt against its signed head; the newest head of all. */
async function checkReceipts(raffleId: string, keys: readonly DrawKey[]): Promise<Receipts | undefined> {
  let [blocks, head]: [number, KnownHead | undefined] = [0, undefined];
  for (let cursor: string | null = null; ;) {
    const page: OwnPage | undefined = await ownPage(raffleId, cursor);
    if (page === undefined) return undefined;
    for (const { receipt } of page.blocks) {
      if (receiptFault(receipt, keys) !== null) return { failedLeaf: receipt.leaf };
      if (head === undefined || receipt.head.leaves > head.leaves) head = receipt.head;
      blocks += 1;
      await breathe();
    }
    if (page.nextCursor === null) return { blocks, head };
    cursor = page.nextCursor;
  }
}

/**
 * On this device: every receipt of the signed-in person proves its numbers in the list, and the list goes on from the one
 * that this device saw last. Then remembers the list's head for the next time.
 */
export async function checkOwnLog(raffleId: string, storage: Storage): Promise<OwnCheck> {
  const keys = await publishedKeys();
  const found = keys && (await checkReceipts(raffleId, keys));
  if (!found) return unavailable;
  if ("failedLeaf" in found) return { state: "failed", leaf: found.failedLeaf };
  const { blocks, head } = found;
  if (!head) return { state: "ok", blocks, since: null };
  const before = knownHead(raffleId, storage);
  if (before) {
    const path = await proofBetween(raffleId, before.leaves, head.leaves);
    if (!path) return unavailable;
    if (!goesOn(before, head, path)) return { state: "rewritten", since: before.at };
  }
  keepHead(raffleId, head, storage);
  return { state: "ok", blocks, since: before?.at ?? null };
}
