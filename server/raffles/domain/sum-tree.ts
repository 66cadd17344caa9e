/**
 * The Merkle-sum tree of draw.md 1: the shape and proofs of RFC 9162 (2.1.3, 2.1.4) with `(hash, sum)` in place of
 * `hash`. Used by the ticket log (sums are tickets) and the draw log (sums are documents).
 */
import { equalBytes, setU64be } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";

export type TreeNode = { readonly hash: Uint8Array; readonly sum: number };

/** The complete subtrees of a growing tree, largest first: one for each set bit of `leaves`. */
export type Peaks = { readonly leaves: number; readonly nodes: readonly TreeNode[] };

/** A subtree of 2^level leaves that starts at leaf position × 2^level. */
export type Place = { readonly level: number; readonly position: number };

/** Leaves from `from` up to, not including, `to`. */
export type Span = { readonly from: number; readonly to: number };

export const sumLimit = 2 ** 48;
export const emptyRoot: TreeNode = { hash: sha256(new Uint8Array(0)), sum: 0 };
export const noPeaks: Peaks = { leaves: 0, nodes: [] };

/** Throws RangeError when the sum leaves 48 bits, so that no sum can wrap around. */
export function joinNodes(left: TreeNode, right: TreeNode): TreeNode {
  if (left.hash.length !== 32 || right.hash.length !== 32) throw new RangeError("a node hash has 32 bytes");
  const sum = left.sum + right.sum;
  if (!(sum < sumLimit)) throw new RangeError("a tree sums to less than 2^48");
  const bytes = new Uint8Array(81);
  bytes[0] = 1;
  setU64be(bytes, 1, left.sum);
  bytes.set(left.hash, 9);
  setU64be(bytes, 41, right.sum);
  bytes.set(right.hash, 49);
  return { hash: sha256(bytes), sum };
}

export const sameNode = (a: TreeNode, b: TreeNode): boolean => a.sum === b.sum && equalBytes(a.hash, b.hash);

/** Joins neighbouring subtrees, largest first, from the right: the tree over all their leaves. */
export const joinPeaks = (nodes: readonly TreeNode[]): TreeNode =>
  nodes.length === 0 ? emptyRoot : nodes.reduceRight((right, left) => joinNodes(left, right));

export const rootOf = (peaks: Peaks): TreeNode => joinPeaks(peaks.nodes);

export type GrowingTree = {
  append(leaf: TreeNode): void;
  peaks(): Peaks;
};

/** Appends in amortised constant time; `onNode` hears of every subtree, leaves included, when it becomes complete. */
export function growTree(from: Peaks, onNode?: (place: Place, node: TreeNode) => void): GrowingTree {
  const nodes = [...from.nodes];
  let leaves = from.leaves;
  return {
    append(leaf) {
      let node = leaf;
      let position = leaves;
      onNode?.({ level: 0, position }, node);
      for (let level = 1; position % 2 === 1; level++) {
        const left = nodes.pop();
        if (left === undefined) throw new RangeError("a peak is missing");
        node = joinNodes(left, node);
        position = (position - 1) / 2;
        onNode?.({ level, position }, node);
      }
      nodes.push(node);
      leaves += 1;
    },
    peaks: () => ({ leaves, nodes: [...nodes] }),
  };
}

export function peaksOf(leaves: Iterable<TreeNode>): Peaks {
  const tree = growTree(noPeaks);
  for (const leaf of leaves) tree.append(leaf);
  return tree.peaks();
}

/** The largest power of two smaller than `size` (size ≥ 2). */
export function leftSize(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** The complete subtrees that make up a span whose start is a multiple of its largest subtree. */
export function placesOf(span: Span): Place[] {
  const places: Place[] = [];
  let at = span.from;
  while (at < span.to) {
    let level = 0;
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= span.to) {
      width *= 2;
      level += 1;
    }
    places.push({ level, position: at / width });
    at += width;
  }
  return places;
}
