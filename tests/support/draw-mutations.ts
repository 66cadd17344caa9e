import { textOf, utf8 } from "@/server/kernel/bytes";
import { canonicalBytes, type Json, parseCanonical } from "@/server/kernel/canonical-json";
import type { JsonObject } from "@/server/raffles/domain/document";
import { signDocument } from "@/server/raffles/domain/signed-document";
import type { StepName } from "@/server/raffles/domain/verification";
import type { DrawFileName, DrawFiles } from "@/server/raffles/domain/verify-draw";

import { type DrawBundle, signTestRound, testSigner } from "./draw-bundle";

/** One way to tamper with a published draw. `pick(n)` is any number below n; the step is the one that must find it. */
export type Mutation = {
  readonly what: string;
  readonly step: StepName;
  change(bundle: DrawBundle, pick: (below: number) => number): DrawFiles;
};

const objectOf = (bytes: Uint8Array): JsonObject => parseCanonical(bytes) as JsonObject; // our own documents are objects
const listOf = (value: Json | undefined): readonly Json[] => value as readonly Json[]; // the certificate's lists
const partOf = (value: Json | undefined, change: JsonObject): JsonObject => ({ ...(value as JsonObject), ...change });

const otherDigit = (hex: string, at: number): string =>
  hex.slice(0, at) + (hex[at] === "0" ? "1" : "0") + hex.slice(at + 1);
const tampered = (hex: Json | undefined, pick: (below: number) => number): string =>
  otherDigit(String(hex), pick(String(hex).length));

const linesOf = (bytes: Uint8Array): string[] => textOf(bytes).split("\n").slice(0, -1);
const fileOf = (lines: readonly string[]): Uint8Array => utf8(lines.map((line) => `${line}\n`).join(""));

const withFile = (bundle: DrawBundle, name: DrawFileName, bytes: Uint8Array): DrawFiles => ({
  ...bundle.files,
  [name]: bytes,
});

type Change = (body: JsonObject, pick: (below: number) => number) => JsonObject;

const inCommitment = (what: string, step: StepName, change: Change): Mutation => ({
  what,
  step,
  change: (bundle, pick) =>
    withFile(bundle, "commitment.json", canonicalBytes(change(objectOf(bundle.files["commitment.json"]), pick))),
});

/** By whoever holds the draw key: signed anew, so that only the changed part is not in order. */
const inCertificate = (what: string, step: StepName, change: Change): Mutation => ({
  what,
  step,
  change(bundle, pick) {
    const { kid: _kid, signature: _signature, ...body } = objectOf(bundle.files["certificate.json"]);
    return withFile(bundle, "certificate.json", canonicalBytes(signDocument(change(body, pick), testSigner)));
  },
});

const inLines = (what: string, name: DrawFileName, step: StepName, change: LineChange): Mutation => ({
  what,
  step,
  change: (bundle, pick) => withFile(bundle, name, fileOf(change(linesOf(bundle.files[name]), pick))),
});
type LineChange = (lines: readonly string[], pick: (below: number) => number) => readonly string[];

const cut = <T>(list: readonly T[], at: number): readonly T[] => list.filter((_, i) => i !== at);
const member = (body: JsonObject, name: string): JsonObject => body[name] as JsonObject; // a document's known part

export const mutations: readonly Mutation[] = [
  inLines("a block left out", "tickets.csv", "list", (lines, pick) => cut(lines, pick(lines.length))),
  inLines("a block twice", "tickets.csv", "list", (lines, pick) => [...lines, lines[pick(lines.length)] ?? ""]),
  inLines("a block moved to the front", "tickets.csv", "list", (lines, pick) => {
    const at = 1 + pick(lines.length - 1);
    return [lines[at] ?? "", ...cut(lines, at)];
  }),
  inLines("a block given to somebody else", "tickets.csv", "list", (lines, pick) => {
    const at = pick(lines.length);
    return lines.map((line, i) => (i === at ? otherDigit(line, line.length - 66 - pick(60)) : line));
  }),
  inLines("a void more", "voids.csv", "voids", (lines) => [...lines, "999999"]),
  inLines("an exclusion more", "ineligible.csv", "ineligible", (lines) => [...lines, "ff".repeat(32)]),
  {
    what: "rules rewritten",
    step: "rules",
    change: (bundle) =>
      withFile(bundle, "rules.json", utf8(textOf(bundle.files["rules.json"]).replace("500.00", "501.00"))),
  },
  inCommitment("an unknown member", "commitment", (body) => ({ ...body, note: "x" })),
  inCommitment("more winners", "rules", (body) => ({ ...body, winners: Number(body["winners"]) + 1 })),
  inCommitment("a wider cap", "rules", (body) => ({ ...body, cap: Number(body["cap"]) + 1 })),
  inCommitment("another round", "round", (body, pick) => {
    const beacon = member(body, "beacon");
    return { ...body, beacon: { ...beacon, round: Number(beacon["round"]) + 1 + pick(1_000) } };
  }),
  inCommitment("another hash of the list", "list", (body, pick) => ({
    ...body,
    listSha256: tampered(body["listSha256"], pick),
  })),
  inCommitment("a ticket more", "list", (body) => ({ ...body, tickets: Number(body["tickets"]) + 1 })),
  inCommitment("another root", "tree", (body, pick) => ({ ...body, root: tampered(body["root"], pick) })),
  inCommitment("another history", "certificate", (body, pick) => ({
    ...body,
    prevLogHead: tampered(body["prevLogHead"], pick),
  })),
  inCertificate("another commitment", "certificate", (body, pick) => ({
    ...body,
    commitmentHash: tampered(body["commitmentHash"], pick),
  })),
  inCertificate("another round's signature", "beacon", (body, pick) => ({
    ...body,
    beacon: partOf(body["beacon"], { signature: signTestRound(1 + pick(1_000)) }),
  })),
  inCertificate("another randomness", "beacon", (body, pick) => ({
    ...body,
    beacon: partOf(body["beacon"], { randomness: tampered(member(body, "beacon")["randomness"], pick) }),
  })),
  inCertificate("another seed", "seed", (body, pick) => ({ ...body, seed: tampered(body["seed"], pick) })),
  inCertificate("a step of the walk left out", "derivation", (body, pick) => {
    const trace = listOf(body["trace"]);
    return { ...body, trace: cut(trace, pick(trace.length)) };
  }),
  inCertificate("another ticket in the walk", "derivation", (body, pick) => {
    const trace = listOf(body["trace"]);
    const at = pick(trace.length);
    return {
      ...body,
      trace: trace.map((step, i) =>
        i === at ? partOf(step, { ticket: Number(partOf(step, {})["ticket"]) + 1 }) : step,
      ),
    };
  }),
  inCertificate("a place left out", "derivation", (body, pick) => {
    const places = listOf(body["places"]);
    return { ...body, places: cut(places, pick(places.length)) };
  }),
  inCertificate("a proof left out", "proofs", (body, pick) => {
    const proofs = listOf(body["proofs"]);
    return { ...body, proofs: cut(proofs, pick(proofs.length)) };
  }),
  inCertificate("another place in the draw log", "drawLog", (body) => {
    const place = member(body, "drawLog");
    return { ...body, drawLog: { ...place, index: Number(place["index"]) + 1 } };
  }),
  {
    what: "a word changed after signing",
    step: "signature",
    change: (bundle) =>
      withFile(
        bundle,
        "certificate.json",
        utf8(textOf(bundle.files["certificate.json"]).replace('"software":"test"', '"software":"tost"')),
      ),
  },
  {
    what: "a key nobody published",
    step: "signature",
    change: (bundle) => withFile(bundle, "keys.json", utf8(textOf(bundle.files["keys.json"]).replace('"D1"', '"D9"'))),
  },
];
