/** Leaves of a raffle's ticket log (draw.md 1). A leaf is a block of consecutive ticket numbers. */
import { joinBytes, setU64be, utf8, uuidBytes } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";

import { sameNode, sumLimit, type TreeNode } from "./sum-tree";
import { followInclusion } from "./tree-proof";

export type TicketLeaf = {
  readonly index: number;
  /** The first ticket number of the block; numbers start at 0. */
  readonly first: number;
  readonly count: number;
  readonly holderTag: Uint8Array;
  readonly sourceTag: Uint8Array;
};

const leafMark = utf8("JSM1L");
const holderMark = utf8("jsm-holder-v1");
const sourceMark = utf8("jsm-source-v1");

const tagged = (mark: Uint8Array, raffleId: string, nonce: Uint8Array): Uint8Array => {
  if (nonce.length !== 32) throw new RangeError("a nonce has 32 bytes");
  return sha256(mark, uuidBytes(raffleId), nonce);
};

/** Stands for a person in one raffle; says nothing without the nonce. */
export const holderTagOf = (raffleId: string, nonce: Uint8Array): Uint8Array => tagged(holderMark, raffleId, nonce);

/** Stands for the reason of one block. */
export const sourceTagOf = (raffleId: string, nonce: Uint8Array): Uint8Array => tagged(sourceMark, raffleId, nonce);

/** Throws RangeError for a block without tickets or with malformed tags. */
export function leafNode(raffleId: string, leaf: TicketLeaf): TreeNode {
  if (leaf.holderTag.length !== 32 || leaf.sourceTag.length !== 32) throw new RangeError("a tag has 32 bytes");
  return leafHasher(raffleId)(leaf, joinBytes(leaf.holderTag, leaf.sourceTag));
}

type Numbers = Pick<TicketLeaf, "index" | "first" | "count">;

/** For many leaves of one raffle: what never changes is written once. `tags` is the holder's tag, then the source's. */
export function leafHasher(raffleId: string): (leaf: Numbers, tags: Uint8Array) => TreeNode {
  const bytes = new Uint8Array(110);
  bytes.set(leafMark, 9);
  bytes.set(uuidBytes(raffleId), 14);
  return ({ index, first, count }, tags) => {
    if (!(count >= 1 && count < sumLimit)) throw new RangeError("a block holds at least one ticket");
    setU64be(bytes, 1, count);
    setU64be(bytes, 30, index);
    setU64be(bytes, 38, first);
    bytes.set(tags, 46);
    return { hash: sha256(bytes), sum: count };
  };
}

export type LeafClaim = {
  readonly raffleId: string;
  readonly leaf: TicketLeaf;
  readonly size: number;
  readonly root: TreeNode;
  readonly path: readonly TreeNode[];
};

/** True when the block is in the tree and its numbers are exactly `first … first + count − 1`. Malformed input is false. */
export function isLeafIncluded({ raffleId, leaf, size, root, path }: LeafClaim): boolean {
  try {
    const found = followInclusion({ leaf: leafNode(raffleId, leaf), index: leaf.index, size, path });
    return found !== null && found.before === leaf.first && sameNode(found.root, root);
  } catch {
    return false;
  }
}
