/** Inclusion and consistency proofs of the sum tree. Paths run from the leaf upwards, as in RFC 9162. */
import {
  emptyRoot,
  joinNodes,
  joinPeaks,
  leftSize,
  type Place,
  placesOf,
  sameNode,
  type Span,
  type TreeNode,
} from "./sum-tree";

export type NodeAt = (place: Place) => TreeNode;

/** The spans whose roots make the inclusion path of `leaf` in the tree of `size` leaves. */
export function inclusionSpans(leaf: number, size: number): Span[] {
  if (!(Number.isSafeInteger(leaf) && leaf >= 0 && leaf < size)) throw new RangeError("no such leaf");
  const spans: Span[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + leftSize(to - from);
    if (leaf < middle) {
      spans.push({ from: middle, to });
      to = middle;
    } else {
      spans.push({ from, to: middle });
      from = middle;
    }
  }
  return spans.reverse();
}

/** The spans whose roots prove that the tree of `old` leaves is a beginning of the tree of `size` leaves. */
export function consistencySpans(old: number, size: number): Span[] {
  if (!(Number.isSafeInteger(old) && old >= 0 && old <= size)) throw new RangeError("no such tree");
  if (old === 0 || old === size) return [];
  const spans: Span[] = [];
  let [from, to] = [0, size];
  while (old < to) {
    const middle = from + leftSize(to - from);
    if (old <= middle) {
      spans.push({ from: middle, to });
      to = middle;
    } else {
      spans.push({ from, to: middle });
      from = middle;
    }
  }
  if (from > 0) spans.push({ from, to });
  return spans.reverse();
}

export const nodesOf = (spans: readonly Span[], nodeAt: NodeAt): TreeNode[] =>
  spans.map((span) => joinPeaks(placesOf(span).map(nodeAt)));

export type InclusionClaim = {
  readonly leaf: TreeNode;
  readonly index: number;
  readonly size: number;
  readonly path: readonly TreeNode[];
};

export type Included = { readonly root: TreeNode; readonly before: number };

/** The root this path leads to and the sum of everything left of the leaf; null when the path has the wrong length. */
export function followInclusion(claim: InclusionClaim): Included | null {
  const climb = (index: number, size: number, depth: number): Included | null => {
    if (size === 1) return depth === 0 ? { root: claim.leaf, before: 0 } : null;
    const sibling = claim.path[depth - 1];
    if (sibling === undefined) return null;
    const left = leftSize(size);
    const below = index < left ? climb(index, left, depth - 1) : climb(index - left, size - left, depth - 1);
    if (below === null) return null;
    return index < left
      ? { root: joinNodes(below.root, sibling), before: below.before }
      : { root: joinNodes(sibling, below.root), before: sibling.sum + below.before };
  };
  const { index, size } = claim;
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)) return null;
  return climb(index, size, claim.path.length);
}

export type ConsistencyClaim = {
  readonly old: { readonly size: number; readonly root: TreeNode };
  readonly new: { readonly size: number; readonly root: TreeNode };
  readonly path: readonly TreeNode[];
};

type Roots = { readonly old: TreeNode; readonly new: TreeNode };

/** True when the old tree is a beginning of the new one. Malformed input is false. */
export function isConsistent(claim: ConsistencyClaim): boolean {
  try {
    return provesBeginning(claim);
  } catch {
    return false;
  }
}

function provesBeginning(claim: ConsistencyClaim): boolean {
  const { old, new: grown, path } = claim;
  if (!(Number.isSafeInteger(old.size) && Number.isSafeInteger(grown.size))) return false;
  if (old.size < 0 || old.size > grown.size) return false;
  if (old.size === 0) return path.length === 0 && sameNode(old.root, emptyRoot);
  if (old.size === grown.size) return path.length === 0 && sameNode(old.root, grown.root);
  const roots = climbConsistency(claim, { old: old.size, size: grown.size, isWhole: true, depth: path.length });
  return roots !== null && sameNode(roots.old, old.root) && sameNode(roots.new, grown.root);
}

type Climb = { readonly old: number; readonly size: number; readonly isWhole: boolean; readonly depth: number };

function climbConsistency(claim: ConsistencyClaim, at: Climb): Roots | null {
  if (at.old === at.size) {
    const node = at.isWhole ? claim.old.root : claim.path[0];
    return node !== undefined && at.depth === (at.isWhole ? 0 : 1) ? { old: node, new: node } : null;
  }
  const sibling = claim.path[at.depth - 1];
  if (sibling === undefined) return null;
  const left = leftSize(at.size);
  const depth = at.depth - 1;
  if (at.old <= left) {
    const below = climbConsistency(claim, { ...at, size: left, depth });
    return below && { old: below.old, new: joinNodes(below.new, sibling) };
  }
  const below = climbConsistency(claim, { old: at.old - left, size: at.size - left, isWhole: false, depth });
  return below && { old: joinNodes(sibling, below.old), new: joinNodes(sibling, below.new) };
}
