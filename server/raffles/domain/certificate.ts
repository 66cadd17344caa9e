/** `certificate.json`: the draw, written down once (draw.md 5). */
import { toHex } from "@/server/kernel/bytes";
import { canonicalBytes } from "@/server/kernel/canonical-json";
import { sha256 } from "@/server/kernel/hash";

import { randomnessOf, roundTimeMs, standingOf } from "./beacon";
import { type Commitment, drawAlgorithm } from "./commitment";
import { seedOf, type TraceStep, walkDraw } from "./derivation";
import { instantText, type JsonObject } from "./document";
import { type PathNode, pathJson } from "./receipt";
import type { Rules } from "./rules-document";
import { type DrawSigner, signDocument } from "./signed-document";
import type { TicketList } from "./ticket-list";
import { inclusionSpans, nodesOf } from "./tree-proof";

export type LeafProof = {
  readonly leaf: number;
  readonly first: number;
  readonly count: number;
  readonly holderTag: string;
  readonly sourceTag: string;
  readonly path: readonly PathNode[];
};

export type DrawPlace = {
  readonly place: string;
  /** The prize's name; null for alternates, who take whichever place is given up first. */
  readonly prize: string | null;
  readonly ticket: number;
  readonly leaf: number;
  readonly holderTag: string;
};

/** Where the commitment stands in the draw log: its last document at that time. */
export type DrawLogPlace = {
  readonly index: number;
  readonly path: readonly PathNode[];
  readonly root: string;
};

/** Everything that is frozen before the random value is known. */
export type FrozenDraw = {
  readonly commitmentHash: Uint8Array;
  readonly commitment: Commitment;
  readonly rules: Rules;
  readonly list: TicketList;
  readonly voids: ReadonlySet<number>;
  readonly ineligible: ReadonlySet<string>;
};

export type CertificateFacts = {
  /** 96 hexadecimal characters, already verified. */
  readonly signature: string;
  readonly drawnAtMs: number;
  readonly drawLog: DrawLogPlace;
  readonly software: string;
};

const hourSeconds = 3600;

/** A draw on a chain of our own, or announced too late for the real world, says so. */
export const isDemonstration = (commitment: Commitment, rules: Rules): boolean =>
  standingOf(commitment.beacon) !== "PINNED" || rules.noticeSeconds < hourSeconds;

export const seedFor = (frozen: FrozenDraw, signature: string): Uint8Array =>
  seedOf(frozen.commitmentHash, randomnessOf(signature));

export const traceOf = (frozen: FrozenDraw, seed: Uint8Array): Generator<TraceStep> =>
  walkDraw(
    {
      tickets: frozen.list.tickets,
      winners: frozen.commitment.winners,
      alternates: frozen.commitment.alternates,
      cap: frozen.commitment.cap,
      leafOf: (ticket) => frozen.list.indexOf(ticket),
      isVoid: (leaf) => frozen.voids.has(leaf),
      holderOf: (leaf) => toHex(frozen.list.leafAt(leaf).holderTag),
      isIneligible: (holder) => frozen.ineligible.has(holder),
    },
    seed,
  );

/** One proof for each leaf of the trace, in the order in which the walk met them. */
export function proofsOf(list: TicketList, trace: readonly TraceStep[]): LeafProof[] {
  return [...new Set(trace.map((step) => step.leaf))].map((leaf) => {
    const { first, count, holderTag, sourceTag } = list.leafAt(leaf);
    const path = nodesOf(inclusionSpans(leaf, list.leaves), list.nodeAt);
    return { leaf, first, count, holderTag: toHex(holderTag), sourceTag: toHex(sourceTag), path: pathJson(path) };
  });
}

export function placesIn(frozen: FrozenDraw, trace: readonly TraceStep[]): DrawPlace[] {
  const prizes = frozen.rules.prizes.flatMap((prize) => Array.from({ length: prize.quantity }, () => prize.name));
  return trace
    .filter((step) => !step.outcome.startsWith("SKIP_"))
    .map(({ outcome, ticket, leaf }, i) => ({
      place: outcome,
      prize: outcome.startsWith("WINNER ") ? (prizes[i] ?? null) : null,
      ticket,
      leaf,
      holderTag: toHex(frozen.list.leafAt(leaf).holderTag),
    }));
}

const timesOf = (commitment: Commitment, drawnAtMs: number) => ({
  closedAt: instantText(commitment.closedAtMs),
  frozenAt: instantText(commitment.frozenAtMs),
  roundAt: instantText(roundTimeMs(commitment.beacon, commitment.beacon.round)),
  drawnAt: instantText(drawnAtMs),
});

/** The bytes to store and serve. Made once; the caller has verified the beacon's signature. */
export function certificateBytes(frozen: FrozenDraw, facts: CertificateFacts, signer: DrawSigner): Uint8Array {
  const seed = seedFor(frozen, facts.signature);
  const trace = [...traceOf(frozen, seed)];
  const { chain, round } = frozen.commitment.beacon;
  const document = {
    alg: drawAlgorithm,
    raffle: frozen.commitment.raffle,
    commitmentHash: toHex(frozen.commitmentHash),
    beacon: { chain, round, signature: facts.signature, randomness: toHex(randomnessOf(facts.signature)) },
    seed: toHex(seed),
    trace,
    places: placesIn(frozen, trace),
    proofs: proofsOf(frozen.list, trace),
    demonstration: isDemonstration(frozen.commitment, frozen.rules),
    times: timesOf(frozen.commitment, facts.drawnAtMs),
    software: facts.software,
    drawLog: facts.drawLog,
  };
  return canonicalBytes(signDocument<JsonObject>(document, signer));
}

/** The digest printed and scanned on paper. */
export const certificateHash = (bytes: Uint8Array): Uint8Array => sha256(bytes);
