import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { sha256 } from "@/server/kernel/hash";
import { plainConsistency, plainPath, plainRoot } from "@/tests/support/plain-draw";

import { growTree, joinNodes, noPeaks, peaksOf, type Place, rootOf, sumLimit, type TreeNode } from "./sum-tree";
import { consistencySpans, followInclusion, inclusionSpans, isConsistent, nodesOf } from "./tree-proof";

const leafOf = (sum: number, i: number): TreeNode => ({ hash: sha256(Uint8Array.of(i, i >> 8, sum)), sum });
const trees = fc
  .array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 70 })
  .map((sums) => sums.map(leafOf));
const plain = (nodes: readonly TreeNode[]) =>
  nodes.map(({ hash, sum }) => ({ hash: Buffer.from(hash), sum: BigInt(sum) }));

function nodeAtIn(leaves: readonly TreeNode[]) {
  const found = new Map<string, TreeNode>();
  const tree = growTree(noPeaks, ({ level, position }, node) => found.set(`${level}:${position}`, node));
  for (const leaf of leaves) tree.append(leaf);
  return ({ level, position }: Place): TreeNode => {
    const node = found.get(`${level}:${position}`);
    if (node === undefined) throw new Error("asked for a subtree that is not complete");
    return node;
  };
}

describe("a growing sum tree", () => {
  test("has the root of the plain recursion at every length, wherever it is interrupted", () => {
    fc.assert(
      fc.property(trees, fc.nat(), (leaves, cut) => {
        const at = cut % (leaves.length + 1);
        const early = growTree(peaksOf(leaves.slice(0, at)));
        for (const leaf of leaves.slice(at)) early.append(leaf);
        const root = rootOf(early.peaks());
        expect(plain([root])).toEqual([plainRoot(plain(leaves))]);
        expect(early.peaks().nodes.length).toBeLessThanOrEqual(Math.ceil(Math.log2(leaves.length + 1)));
      }),
    );
  });

  test("gives the inclusion path of RFC 9162 for every leaf, and it leads to the root and to the leaf's place", () => {
    fc.assert(
      fc.property(trees, fc.nat(), (leaves, pick) => {
        const index = pick % leaves.length;
        const leaf = leaves[index];
        if (leaf === undefined) return;
        const path = nodesOf(inclusionSpans(index, leaves.length), nodeAtIn(leaves));
        expect(plain(path)).toEqual(plainPath(index, plain(leaves)));
        expect(followInclusion({ leaf, index, size: leaves.length, path })).toEqual({
          root: rootOf(peaksOf(leaves)),
          before: leaves.slice(0, index).reduce((sum, { sum: own }) => sum + own, 0),
        });
        expect(followInclusion({ leaf, index, size: leaves.length, path: [...path, leaf] })).toBeNull();
        if (path.length > 0)
          expect(followInclusion({ leaf, index, size: leaves.length, path: path.slice(1) })).toBeNull();
      }),
    );
  });

  test("gives the consistency proof of RFC 9162, which holds for the true beginning and no other", () => {
    fc.assert(
      fc.property(trees, fc.nat(), (leaves, pick) => {
        const size = leaves.length;
        const oldSize = pick % (size + 1);
        const old = { size: oldSize, root: rootOf(peaksOf(leaves.slice(0, oldSize))) };
        const grown = { size, root: rootOf(peaksOf(leaves)) };
        const path = nodesOf(consistencySpans(oldSize, size), nodeAtIn(leaves));
        if (oldSize > 0) expect(plain(path)).toEqual(plainConsistency(oldSize, plain(leaves)));
        expect(isConsistent({ old, new: grown, path })).toBe(true);
        const other = { ...old, root: { ...old.root, sum: old.root.sum + 1 } };
        expect(isConsistent({ old: other, new: grown, path })).toBe(false);
        expect(isConsistent({ old, new: grown, path: [...path, grown.root] })).toBe(false);
      }),
    );
  });

  test("refuses sums of 2^48 and more instead of wrapping", () => {
    const half = { hash: sha256(Uint8Array.of(1)), sum: sumLimit / 2 };
    expect(() => joinNodes(half, half)).toThrow(RangeError);
    expect(joinNodes(half, { ...half, sum: half.sum - 1 }).sum).toBe(sumLimit - 1);
  });
});
