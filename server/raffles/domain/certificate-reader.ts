/** Reads a published certificate, strictly. */
import { type Json, parseCanonical } from "@/server/kernel/canonical-json";

import type { DrawLogPlace } from "./certificate";
import { drawAlgorithm } from "./commitment";
import { DocumentFault, type DocumentReader, type JsonObject, readDocument } from "./document";
import type { PathNode } from "./receipt";

export type Certificate = {
  readonly document: JsonObject;
  readonly raffle: string;
  readonly commitmentHash: string;
  readonly beacon: {
    readonly chain: string;
    readonly round: number;
    readonly signature: string;
    readonly randomness: string;
  };
  readonly seed: string;
  readonly isDemonstration: boolean;
  readonly closedAtMs: number;
  readonly frozenAtMs: number;
  readonly roundAtMs: number;
  readonly drawnAtMs: number;
  readonly drawLog: DrawLogPlace;
  readonly trace: readonly Json[];
  readonly places: Json;
  readonly proofs: Json;
};

const members = [
  "alg",
  "beacon",
  "commitmentHash",
  "demonstration",
  "drawLog",
  "kid",
  "places",
  "proofs",
  "raffle",
  "seed",
  "signature",
  "software",
  "times",
  "trace",
];

function readPath(item: Json, name: string): PathNode {
  const node = readDocument(item, ["hash", "sum"], name);
  return { hash: node.hex("hash", 32), sum: node.whole("sum", 1) };
}

function readDrawLog(read: DocumentReader): DrawLogPlace {
  const place = read.object("drawLog", ["index", "path", "root"]);
  return { index: place.whole("index"), path: place.list("path", readPath), root: place.hex("root", 32) };
}

/** Throws RangeError (a DocumentFault where one member is to blame). Trace, places and proofs are compared, not read. */
export function readCertificate(bytes: Uint8Array): Certificate {
  const json = parseCanonical(bytes);
  const read = readDocument(json, members);
  if (read.text("alg") !== drawAlgorithm) throw new DocumentFault("alg", `is not ${drawAlgorithm}`);
  const beacon = read.object("beacon", ["chain", "randomness", "round", "signature"]);
  const times = read.object("times", ["closedAt", "drawnAt", "frozenAt", "roundAt"]);
  read.text("software");
  read.text("signature");
  return {
    document: read.members(),
    raffle: read.text("raffle"),
    commitmentHash: read.hex("commitmentHash", 32),
    beacon: {
      chain: beacon.hex("chain", 32),
      round: beacon.whole("round", 1),
      signature: beacon.hex("signature", 48),
      randomness: beacon.hex("randomness", 32),
    },
    seed: read.hex("seed", 32),
    isDemonstration: read.flag("demonstration"),
    closedAtMs: times.instant("closedAt"),
    frozenAtMs: times.instant("frozenAt"),
    roundAtMs: times.instant("roundAt"),
    drawnAtMs: times.instant("drawnAt"),
    drawLog: readDrawLog(read),
    trace: read.list("trace", (item) => item),
    places: read.raw("places"),
    proofs: read.raw("proofs"),
  };
}
