import { expect, test } from "vitest";

import { toHex, utf8 } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import { testKeys, testSigner } from "@/tests/support/draw-bundle";

import { pathJson, receiptFault, type TicketReceipt } from "./receipt";
import { ticketLine } from "./ticket-list";
import { readTicketList } from "./ticket-list-reader";
import { holderTagOf, sourceTagOf } from "./ticket-log";
import { signTreeHead } from "./tree-head";
import { inclusionSpans, nodesOf } from "./tree-proof";

const raffleId = "018f2b1c-7d3e-7000-8000-00000000abcd";
const nonce = (n: number) => sha256(utf8(`nonce ${n}`));
const size = 600;
const csv = Array.from({ length: size }, (_, index) =>
  ticketLine({
    index,
    first: index * 3,
    count: 3,
    holderTag: holderTagOf(raffleId, nonce(index % 50)),
    sourceTag: sourceTagOf(raffleId, nonce(1000 + index)),
  }),
).join("");
const list = readTicketList(raffleId, utf8(csv));
const head = signTreeHead({ raffleId, leaves: size, root: list.root, atMs: Date.UTC(2026, 2, 2) }, testSigner);

const receiptFor = (leaf: number): TicketReceipt => ({
  raffleId,
  leaf,
  first: leaf * 3,
  count: 3,
  holderNonce: toHex(nonce(leaf % 50)),
  sourceNonce: toHex(nonce(1000 + leaf)),
  path: pathJson(nodesOf(inclusionSpans(leaf, size), list.nodeAt)),
  head,
});

test("every receipt of a log with kept and unkept subtrees proves its block, in under two kilobytes", () => {
  for (let leaf = 0; leaf < size; leaf++) {
    const receipt = receiptFor(leaf);
    expect(receiptFault(receipt, testKeys)).toBeNull();
    expect(JSON.stringify(receipt).length).toBeLessThan(2048);
  }
});

test("a receipt proves neither more tickets, nor others, nor another's, nor an unsigned head", () => {
  const receipt = receiptFor(7);
  const cases: [Partial<TicketReceipt>, string][] = [
    [{ count: 4 }, "NOT_IN_LOG"],
    [{ first: 0 }, "NOT_IN_LOG"],
    [{ leaf: 8 }, "NOT_IN_LOG"],
    [{ holderNonce: toHex(nonce(8)) }, "NOT_IN_LOG"],
    [{ path: receipt.path.slice(1) }, "NOT_IN_LOG"],
    [{ path: [{ hash: "zz", sum: 1 }] }, "NOT_IN_LOG"],
    [{ raffleId: "018f2b1c-7d3e-7000-8000-00000000abce" }, "OTHER_RAFFLE"],
    [{ head: { ...head, at: "2026-03-03T00:00:00Z" } }, "HEAD_NOT_SIGNED"],
    [{ head: { ...head, at: "2025-03-03T00:00:00Z" } }, "HEAD_NOT_SIGNED"],
    [{ head: { ...head, kid: "D9" } }, "HEAD_NOT_SIGNED"],
    [{ head: { ...head, signature: "AA" } }, "HEAD_NOT_SIGNED"],
  ];
  for (const [change, fault] of cases) expect(receiptFault({ ...receipt, ...change }, testKeys)).toBe(fault);
});
