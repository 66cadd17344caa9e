/** `commitment.json`: what was frozen, published before the round it names (draw.md 2). */
import { canonicalBytes, parseCanonical } from "@/server/kernel/canonical-json";

import type { BeaconChain } from "./beacon";
import { DocumentFault, instantText, readDocument } from "./document";

export const drawAlgorithm = "JSM-DRAW-1" as const;

export type Commitment = {
  readonly raffle: string;
  readonly winners: number;
  readonly alternates: number;
  /** Places one holder may have. */
  readonly cap: number;
  readonly beacon: BeaconChain & { readonly round: number };
  readonly closedAtMs: number;
  /** A whole second of the database clock. */
  readonly frozenAtMs: number;
  readonly leaves: number;
  readonly tickets: number;
  /** Hexadecimal, as are the hashes below. */
  readonly root: string;
  readonly listSha256: string;
  readonly voidsSha256: string;
  readonly ineligibleSha256: string;
  readonly rulesSha256: string;
  /** Root of the draw log before this document. */
  readonly prevLogHead: string;
};

const members = [
  "alg",
  "alternates",
  "beacon",
  "cap",
  "closedAt",
  "frozenAt",
  "ineligibleSha256",
  "leaves",
  "listSha256",
  "prevLogHead",
  "raffle",
  "root",
  "rulesSha256",
  "tickets",
  "voidsSha256",
  "winners",
];

export function commitmentBytes(commitment: Commitment): Uint8Array {
  const { closedAtMs, frozenAtMs, beacon, ...rest } = commitment;
  const { chain, genesis, period, publicKey, round } = beacon;
  return canonicalBytes({
    ...rest,
    alg: drawAlgorithm,
    beacon: { chain, genesis, period, publicKey, round },
    closedAt: instantText(closedAtMs),
    frozenAt: instantText(frozenAtMs),
  });
}

/** Throws RangeError (a DocumentFault where one member is to blame) for anything but a complete canonical document. */
export function readCommitment(bytes: Uint8Array): Commitment {
  const read = readDocument(parseCanonical(bytes), members);
  if (read.text("alg") !== drawAlgorithm) throw new DocumentFault("alg", `is not ${drawAlgorithm}`);
  const beacon = read.object("beacon", ["chain", "genesis", "period", "publicKey", "round"]);
  return {
    raffle: read.text("raffle"),
    winners: read.whole("winners", 1),
    alternates: read.whole("alternates"),
    cap: read.whole("cap", 1),
    beacon: {
      chain: beacon.hex("chain", 32),
      genesis: beacon.whole("genesis"),
      period: beacon.whole("period", 1),
      publicKey: beacon.hex("publicKey", 96),
      round: beacon.whole("round", 1),
    },
    closedAtMs: read.instant("closedAt"),
    frozenAtMs: read.instant("frozenAt"),
    leaves: read.whole("leaves"),
    tickets: read.whole("tickets"),
    root: read.hex("root", 32),
    listSha256: read.hex("listSha256", 32),
    voidsSha256: read.hex("voidsSha256", 32),
    ineligibleSha256: read.hex("ineligibleSha256", 32),
    rulesSha256: read.hex("rulesSha256", 32),
    prevLogHead: read.hex("prevLogHead", 32),
  };
}
