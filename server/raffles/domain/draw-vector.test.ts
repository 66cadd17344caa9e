import { describe, expect, test } from "vitest";

import { fromHex, toHex, utf8 } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import { drawVector as vector } from "@/tests/support/draw-vector";

import { isRoundSignature, quicknet, randomnessOf } from "./beacon";
import { blockOf, diceOf, seedOf, walkDraw } from "./derivation";
import { pathJson } from "./receipt";
import { noPeaks, peaksOf, rootOf } from "./sum-tree";
import { ticketLine } from "./ticket-list";
import { readTicketList } from "./ticket-list-reader";
import { holderTagOf, isLeafIncluded, leafNode, sourceTagOf, type TicketLeaf } from "./ticket-log";
import { consistencySpans, inclusionSpans, isConsistent, nodesOf } from "./tree-proof";

const nonce = (byte: number | undefined): Uint8Array => new Uint8Array(32).fill(byte ?? 0);

const leaves: TicketLeaf[] = vector.counts.map((count, index) => ({
  index,
  first: vector.counts.slice(0, index).reduce((sum, n) => sum + n, 0),
  count,
  holderTag: holderTagOf(vector.raffle, nonce(vector.holderNonceBytes[index])),
  sourceTag: sourceTagOf(vector.raffle, nonce(vector.sourceNonceBytes[index])),
}));
const nodes = leaves.map((leaf) => leafNode(vector.raffle, leaf));
const csv = utf8(leaves.map(ticketLine).join(""));
const list = readTicketList(vector.raffle, csv);
const seed = fromHex(vector.seed);

describe("the published test vector", () => {
  test("leaves, roots and the list's hash", () => {
    expect(toHex(nodes[0]?.hash ?? seed)).toBe(vector.leaf0);
    expect(toHex(rootOf(peaksOf(nodes.slice(0, 3))).hash)).toBe(vector.rootOf3);
    expect(rootOf(peaksOf(nodes))).toEqual({ hash: fromHex(vector.rootOf5), sum: 15 });
    expect(list.root).toEqual({ hash: fromHex(vector.rootOf5), sum: 15 });
    expect(toHex(sha256(csv))).toBe(vector.listSha256);
    expect(rootOf(noPeaks)).toEqual({ hash: sha256(new Uint8Array(0)), sum: 0 });
  });

  test("the inclusion proof of leaf 4 and the consistency proof from 3 to 5", () => {
    const inclusion = nodesOf(inclusionSpans(4, 5), list.nodeAt);
    expect(pathJson(inclusion)).toEqual(vector.inclusionOf4);
    const leaf = list.leafAt(4);
    expect(isLeafIncluded({ raffleId: vector.raffle, leaf, size: 5, root: list.root, path: inclusion })).toBe(true);

    const consistency = nodesOf(consistencySpans(3, 5), list.nodeAt);
    expect(pathJson(consistency)).toEqual(vector.consistency3to5);
    const old = { size: 3, root: rootOf(peaksOf(nodes.slice(0, 3))) };
    expect(isConsistent({ old, new: { size: 5, root: list.root }, path: consistency })).toBe(true);
  });

  test("the commitment's hash, the randomness of the real quicknet round 1000 and the seed", () => {
    expect(isRoundSignature(quicknet, vector.round, vector.signature)).toBe(true);
    expect(isRoundSignature(quicknet, vector.round + 1, vector.signature)).toBe(false);
    const commitmentHash = sha256(utf8(vector.commitment));
    const randomness = randomnessOf(vector.signature);
    expect(toHex(commitmentHash)).toBe(vector.commitmentHash);
    expect(toHex(randomness)).toBe(vector.randomness);
    expect(toHex(seedOf(commitmentHash, randomness))).toBe(vector.seed);
  });

  test("blocks, and numbers below 2^63 + 1 with their rejections", () => {
    const blocks = [0, 1, 2, 3].map((counter) => blockOf(seed, counter).toString(16).padStart(16, "0"));
    expect(blocks).toEqual(vector.blocks);
    const dice = diceOf(seed);
    expect(vector.uniforms.map(() => dice.below(2n ** 63n + 1n))).toEqual(vector.uniforms);
    expect(dice.counter()).toBe(vector.counterAfterUniforms);
  });

  test("the walk: picks and outcomes", () => {
    const { winners, alternates, cap } = vector;
    const facts = {
      tickets: list.tickets,
      winners,
      alternates,
      cap,
      leafOf: list.indexOf,
      isVoid: () => false,
      holderOf: (leaf: number) => toHex(list.leafAt(leaf).holderTag),
      isIneligible: () => false,
    };
    const trace = [...walkDraw(facts, seed)];
    expect(trace.map((step) => step.ticket)).toEqual(vector.picks);
    expect(trace.map((step) => step.outcome)).toEqual(vector.outcomes);
  });
});
