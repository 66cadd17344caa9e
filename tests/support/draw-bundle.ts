import { blsPublicKey, blsSecretKey, blsSign, roundMessage } from "@/server/kernel/bls";
/** Whole published bundles made in memory, on a development chain of the test's own. */
import { toHex, utf8 } from "@/server/kernel/bytes";
import { canonicalBytes } from "@/server/kernel/canonical-json";
import { ed25519PublicKey, ed25519Sign } from "@/server/kernel/ed25519";
import { sha256 } from "@/server/kernel/hash";
import { type BeaconChain, developmentChain, roundFor, roundTimeMs } from "@/server/raffles/domain/beacon";
import { certificateBytes, type FrozenDraw } from "@/server/raffles/domain/certificate";
import { type Commitment, commitmentBytes } from "@/server/raffles/domain/commitment";
import { drawKeysJson } from "@/server/raffles/domain/draw-keys";
import { documentLeaf } from "@/server/raffles/domain/draw-log";
import { ineligibleCsv, voidsCsv } from "@/server/raffles/domain/exclusion-list";
import { pathJson } from "@/server/raffles/domain/receipt";
import { disqualificationReasons, type Rules, rulesBytes } from "@/server/raffles/domain/rules-document";
import type { DrawKey, DrawSigner } from "@/server/raffles/domain/signed-document";
import { type TreeNode } from "@/server/raffles/domain/sum-tree";
import { joinPeaks, peaksOf, rootOf } from "@/server/raffles/domain/sum-tree";
import { ticketLine } from "@/server/raffles/domain/ticket-list";
import { readTicketList } from "@/server/raffles/domain/ticket-list-reader";
import { holderTagOf, sourceTagOf } from "@/server/raffles/domain/ticket-log";
import { inclusionSpans, nodesOf } from "@/server/raffles/domain/tree-proof";
import type { DrawFileName } from "@/server/raffles/domain/verify-draw";

export type DrawShape = {
  readonly raffleId: string;
  /** Tickets and holder of each block; holders are small numbers. */
  readonly blocks: readonly { readonly count: number; readonly holder: number }[];
  readonly voids: readonly number[];
  readonly ineligibleHolders: readonly number[];
  readonly winners: number;
  readonly alternates: number;
  readonly cap: number;
  /** Documents that stand in the draw log before this commitment. */
  readonly earlierDocuments: number;
};

export type DrawBundle = {
  readonly files: Record<DrawFileName, Uint8Array>;
  readonly frozen: FrozenDraw;
  readonly signature: string;
};

const beaconSecret = blsSecretKey(new Uint8Array(48).fill(9));
export const testChain: BeaconChain = developmentChain({
  genesis: 1_700_000_000,
  period: 3,
  publicKey: toHex(blsPublicKey(beaconSecret)),
});
export const signTestRound = (round: number): string => toHex(blsSign(roundMessage(round), beaconSecret));

const drawSecret = new Uint8Array(32).fill(5);
export const testSigner: DrawSigner = { kid: "D1", sign: (message) => ed25519Sign(message, drawSecret) };
export const testKeys: readonly DrawKey[] = [
  { kid: "D1", publicKey: toHex(ed25519PublicKey(drawSecret)), fromMs: Date.UTC(2026, 0, 1), toMs: null },
];

const nonceOf = (kind: string, n: number): Uint8Array => sha256(utf8(`${kind} ${n}`));
const hashHex = (bytes: Uint8Array): string => toHex(sha256(bytes));

export const holderTagFor = (shape: DrawShape, holder: number): string =>
  toHex(holderTagOf(shape.raffleId, nonceOf("holder", holder)));

export function testRules(shape: Pick<DrawShape, "winners" | "alternates" | "cap">): Rules {
  return {
    name: "Sorteo semanal",
    permitNumber: "20260001PS01",
    territory: "Ciudad de México",
    stations: null,
    startsAtMs: Date.UTC(2026, 2, 1),
    endsAtMs: Date.UTC(2026, 2, 8, 6),
    drawAtMs: Date.UTC(2026, 2, 9, 18),
    noticeSeconds: 86_400,
    pesosPerTicket: "100.00",
    maxTicketsPerPerson: 100,
    winsPerPerson: shape.cap,
    hasFreeEntry: false,
    prizes: [{ name: "Tarjeta de regalo", type: "GIFT_CARD", declaredValue: "500.00", quantity: shape.winners }],
    winners: shape.winners,
    alternates: shape.alternates,
    beacon: testChain,
    disqualification: disqualificationReasons,
  };
}

export function listBytes(shape: DrawShape): Uint8Array {
  let first = 0;
  const lines = shape.blocks.map(({ count, holder }, index) => {
    const holderTag = holderTagOf(shape.raffleId, nonceOf("holder", holder));
    const sourceTag = sourceTagOf(shape.raffleId, nonceOf("source", index));
    const line = ticketLine({ index, first, count, holderTag, sourceTag });
    first += count;
    return line;
  });
  return utf8(lines.join(""));
}

function drawLogPlace(commitmentHash: Uint8Array, earlier: number) {
  const leaves = Array.from({ length: earlier }, (_, i) => documentLeaf(nonceOf("document", i)));
  const all = [...leaves, documentLeaf(commitmentHash)];
  const nodeAt = ({ level, position }: { level: number; position: number }): TreeNode =>
    joinPeaks(peaksOf(all.slice(position * 2 ** level, (position + 1) * 2 ** level)).nodes);
  const path = nodesOf(inclusionSpans(earlier, earlier + 1), nodeAt);
  return { index: earlier, path: pathJson(path), root: toHex(rootOf(peaksOf(all)).hash) };
}

const earlierRoot = (earlier: number): string =>
  toHex(rootOf(peaksOf(Array.from({ length: earlier }, (_, i) => documentLeaf(nonceOf("document", i))))).hash);

export function drawBundle(shape: DrawShape): DrawBundle {
  const rules = testRules(shape);
  const tickets = listBytes(shape);
  const list = readTicketList(shape.raffleId, tickets);
  const voids = utf8(voidsCsv(shape.voids));
  const ineligibleTags = shape.ineligibleHolders.map((holder) => holderTagFor(shape, holder));
  const ineligible = utf8(ineligibleCsv(ineligibleTags));
  const frozenAtMs = rules.endsAtMs + 2000;
  const round = roundFor(testChain, { drawAtMs: rules.drawAtMs, frozenAtMs, noticeSeconds: rules.noticeSeconds });
  const commitment: Commitment = {
    raffle: shape.raffleId,
    winners: shape.winners,
    alternates: shape.alternates,
    cap: shape.cap,
    beacon: { ...testChain, round },
    closedAtMs: rules.endsAtMs,
    frozenAtMs,
    leaves: list.leaves,
    tickets: list.tickets,
    root: toHex(list.root.hash),
    listSha256: hashHex(tickets),
    voidsSha256: hashHex(voids),
    ineligibleSha256: hashHex(ineligible),
    rulesSha256: hashHex(rulesBytes(rules)),
    prevLogHead: earlierRoot(shape.earlierDocuments),
  };
  const committed = commitmentBytes(commitment);
  const frozen: FrozenDraw = {
    commitmentHash: sha256(committed),
    commitment,
    rules,
    list,
    voids: new Set(shape.voids),
    ineligible: new Set(ineligibleTags),
  };
  const signature = signTestRound(round);
  const { index, path, root } = drawLogPlace(frozen.commitmentHash, shape.earlierDocuments);
  const drawnAtMs = roundTimeMs(testChain, round) + 1000;
  const certificate = certificateBytes(
    frozen,
    { signature, drawnAtMs, drawLog: { index, path, root }, software: "test" },
    testSigner,
  );
  return {
    frozen,
    signature,
    files: {
      "commitment.json": committed,
      "rules.json": rulesBytes(rules),
      "tickets.csv": tickets,
      "voids.csv": voids,
      "ineligible.csv": ineligible,
      "certificate.json": certificate,
      "keys.json": canonicalBytes(drawKeysJson(testKeys)),
    },
  };
}
