/** A signed tree head: how long a raffle's ticket log was at one instant. */
import { fromHex, toHex } from "@/server/kernel/bytes";

import { drawAlgorithm } from "./commitment";
import { instantOf, instantText } from "./document";
import { type DrawKey, type DrawSigner, signatureStanding, type Signed, signDocument } from "./signed-document";
import type { TreeNode } from "./sum-tree";

export type TreeHead = {
  readonly alg: typeof drawAlgorithm;
  readonly raffle: string;
  readonly leaves: number;
  readonly tickets: number;
  /** Hexadecimal. */
  readonly root: string;
  readonly at: string;
};

export type SignedTreeHead = Signed<TreeHead>;

export type HeadFacts = {
  readonly raffleId: string;
  readonly leaves: number;
  readonly root: TreeNode;
  readonly atMs: number;
};

export const signTreeHead = ({ raffleId, leaves, root, atMs }: HeadFacts, signer: DrawSigner): SignedTreeHead =>
  signDocument<TreeHead>(
    { alg: drawAlgorithm, raffle: raffleId, leaves, tickets: root.sum, root: toHex(root.hash), at: instantText(atMs) },
    signer,
  );

export function isHeadSigned(head: SignedTreeHead, keys: readonly DrawKey[]): boolean {
  try {
    return signatureStanding(head, keys, instantOf(head.at)) === "VALID";
  } catch {
    return false;
  }
}

export const rootOfHead = (head: TreeHead): TreeNode => ({ hash: fromHex(head.root, 32), sum: head.tickets });
