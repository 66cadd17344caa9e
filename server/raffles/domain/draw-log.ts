/** The public log of every document of every draw: the same tree, one leaf a document (draw.md 5). */
import { joinBytes, u64be, utf8 } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";

import { emptyRoot, joinNodes, type TreeNode } from "./sum-tree";
import { followInclusion, type Included } from "./tree-proof";

const leafStart = joinBytes(Uint8Array.of(0), u64be(1), utf8("JSM1D"));

export const documentLeaf = (documentHash: Uint8Array): TreeNode => ({
  hash: sha256(leafStart, documentHash),
  sum: 1,
});

export type LastDocument = { readonly index: number; readonly path: readonly TreeNode[] };

/** The root of the log that ends with this document, and the root just before it; null when the path does not fit. */
export function rootsAround(documentHash: Uint8Array, at: LastDocument): { before: TreeNode; after: TreeNode } | null {
  const size = at.index + 1;
  const found: Included | null = followInclusion({
    leaf: documentLeaf(documentHash),
    index: at.index,
    size,
    path: at.path,
  });
  if (found === null || found.root.sum !== size) return null;
  const before = at.path.length === 0 ? emptyRoot : at.path.reduce((right, left) => joinNodes(left, right));
  return { before, after: found.root };
}
