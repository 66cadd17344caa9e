/** What a customer keeps of a block of tickets: enough to prove it, on a phone, with the network off. */
import { fromHex, toHex } from "@/server/kernel/bytes";

import { type DrawKey } from "./signed-document";
import type { TreeNode } from "./sum-tree";
import { holderTagOf, isLeafIncluded, sourceTagOf } from "./ticket-log";
import { isHeadSigned, rootOfHead, type SignedTreeHead } from "./tree-head";

export type PathNode = { readonly hash: string; readonly sum: number };

export const pathJson = (path: readonly TreeNode[]): PathNode[] =>
  path.map(({ hash, sum }) => ({ hash: toHex(hash), sum }));

export const pathOf = (path: readonly PathNode[]): TreeNode[] =>
  path.map(({ hash, sum }) => ({ hash: fromHex(hash, 32), sum }));

export type TicketReceipt = {
  readonly raffleId: string;
  readonly leaf: number;
  readonly first: number;
  readonly count: number;
  /** Hexadecimal, 32 bytes each; whoever knows them can show whose the block is and why it exists. */
  readonly holderNonce: string;
  readonly sourceNonce: string;
  readonly path: readonly PathNode[];
  readonly head: SignedTreeHead;
};

export type ReceiptFault = "OTHER_RAFFLE" | "NOT_IN_LOG" | "HEAD_NOT_SIGNED";

/** Null when the receipt proves the block; otherwise what is wrong. */
export function receiptFault(receipt: TicketReceipt, keys: readonly DrawKey[]): ReceiptFault | null {
  const { raffleId, head } = receipt;
  if (head.raffle !== raffleId) return "OTHER_RAFFLE";
  if (!isInLog(receipt)) return "NOT_IN_LOG";
  return isHeadSigned(head, keys) ? null : "HEAD_NOT_SIGNED";
}

function isInLog({ raffleId, leaf, first, count, holderNonce, sourceNonce, path, head }: TicketReceipt): boolean {
  try {
    const holderTag = holderTagOf(raffleId, fromHex(holderNonce, 32));
    const sourceTag = sourceTagOf(raffleId, fromHex(sourceNonce, 32));
    return isLeafIncluded({
      raffleId,
      leaf: { index: leaf, first, count, holderTag, sourceTag },
      size: head.leaves,
      root: rootOfHead(head),
      path: pathOf(path),
    });
  } catch {
    return false;
  }
}
