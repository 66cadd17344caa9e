import { describe, expect, test } from "vitest";

import { toHex } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import { pathJson } from "@/server/raffles/domain/receipt";
import { joinPeaks, peaksOf, rootOf, type TreeNode } from "@/server/raffles/domain/sum-tree";
import { consistencySpans, nodesOf } from "@/server/raffles/domain/tree-proof";

import { goesOn, keepHead, type KnownHead, knownHead } from "./known-head";

const leaves = Array.from({ length: 13 }, (_, i): TreeNode => ({ hash: sha256(Uint8Array.of(i)), sum: i + 1 }));

function headAt(size: number): KnownHead {
  const root = rootOf(peaksOf(leaves.slice(0, size)));
  return { leaves: size, tickets: root.sum, root: toHex(root.hash), at: "2026-03-01T00:00:00Z" };
}

const proof = (from: number, to: number) =>
  pathJson(
    nodesOf(consistencySpans(from, to), ({ level, position }) =>
      joinPeaks(peaksOf(leaves.slice(position * 2 ** level, (position + 1) * 2 ** level)).nodes),
    ),
  );

describe("a list that this device saw before", () => {
  test.for([
    [1, 13],
    [5, 8],
    [8, 13],
    [13, 13],
  ] as const)("goes on from %i leaves to %i", ([from, to]) => {
    expect(goesOn(headAt(from), headAt(to), from === to ? [] : proof(from, to))).toBe(true);
  });

  test("does not go on where a number was added, a leaf changed or the end cut off", () => {
    const [older, newer] = [headAt(5), headAt(13)];
    expect(goesOn({ ...older, tickets: older.tickets + 1 }, newer, proof(5, 13))).toBe(false);
    expect(goesOn({ ...older, root: "0".repeat(64) }, newer, proof(5, 13))).toBe(false);
    expect(goesOn(newer, older, [])).toBe(false);
    expect(goesOn(newer, { ...newer, root: older.root }, [])).toBe(false);
    expect(goesOn(older, newer, [{ hash: "no", sum: 1 }])).toBe(false);
  });
});

describe("what a device keeps", () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
    };
  };

  test("comes back, of each raffle its own", () => {
    const own = storage();
    keepHead("a", headAt(5), own);
    expect(knownHead("a", own)).toEqual(headAt(5));
    expect(knownHead("b", own)).toBeUndefined();
  });

  test("is nothing where it cannot be read or written", () => {
    expect(knownHead("a", { getItem: () => '{"leaves":1}' })).toBeUndefined();
    expect(knownHead("a", { getItem: () => "{" })).toBeUndefined();
    const full = () => {
      throw new Error("quota");
    };
    expect(() => keepHead("a", headAt(5), { setItem: full })).not.toThrow();
  });
});
