import { describe, expect, test } from "vitest";

import { textOf, toHex, utf8 } from "@/server/kernel/bytes";
import { canonicalBytes, type Json, parseCanonical } from "@/server/kernel/canonical-json";
import { sha256 } from "@/server/kernel/hash";
import { drawBundle, type DrawShape, signTestRound, testSigner } from "@/tests/support/draw-bundle";

import type { JsonObject } from "./document";
import { signDocument } from "./signed-document";
import type { Reason, StepName } from "./verification";
import { type DrawFileName, type DrawFiles, type DrawVerdict, drawFileNames, verifyBundle } from "./verify-draw";

const shape: DrawShape = {
  raffleId: "018f2b1c-7d3e-7000-8000-00000000abcd",
  blocks: Array.from({ length: 40 }, (_, i) => ({ count: 1 + ((i * 7) % 6), holder: i % 9 })),
  voids: [3, 17],
  ineligibleHolders: [4],
  winners: 3,
  alternates: 4,
  cap: 1,
  earlierDocuments: 5,
};
const bundle = drawBundle(shape);

const changed = (name: DrawFileName, change: (text: string) => string): DrawFiles => {
  const before = textOf(bundle.files[name]);
  const after = change(before);
  if (after === before) throw new Error("the change changed nothing");
  return { ...bundle.files, [name]: utf8(after) };
};

const objectOf = (bytes: Uint8Array): JsonObject => {
  const json = parseCanonical(bytes);
  if (json === null || typeof json !== "object" || Array.isArray(json)) throw new Error("not an object");
  return json as JsonObject; // the line above leaves nothing else
};

/** A certificate changed by whoever holds the draw key: everything but the changed part is in order. */
const forged = (change: (document: JsonObject) => JsonObject): DrawFiles => {
  const { kid: _kid, signature: _signature, ...body } = objectOf(bundle.files["certificate.json"]);
  return {
    ...bundle.files,
    "certificate.json": canonicalBytes(signDocument<JsonObject>(change(body), testSigner)),
  };
};

const finding = (verdict: DrawVerdict): [StepName, Reason | null] | null => {
  const step = verdict.steps.find(({ ok }) => ok === false);
  return step ? [step.step, step.reason] : null;
};

const within = (value: Json | undefined, change: JsonObject): JsonObject => ({ ...(value as JsonObject), ...change });

describe("an honest bundle", () => {
  test("passes every step and says that it is a demonstration", () => {
    const verdict = verifyBundle(bundle.files);
    expect(verdict.steps.every(({ ok }) => ok === true)).toBe(true);
    expect(verdict).toMatchObject({ outcome: "VERIFIED", isDemonstration: true });
  });

  test("without its certificate is good so far and not drawn", () => {
    const { "certificate.json": _later, ...files } = bundle.files;
    const verdict = verifyBundle(files);
    expect(verdict.outcome).toBe("NOT_DRAWN");
    expect(verdict.steps.filter(({ ok }) => ok === true).map(({ step }) => step)).toEqual([
      "commitment",
      "rules",
      "round",
      "list",
      "tree",
      "voids",
      "ineligible",
    ]);
    expect(verdict.steps.at(-1)).toMatchObject({ step: "signature", ok: null, reason: "NOT_PUBLISHED" });
  });

  test("without the keys passes, and says that the signature was not checked", () => {
    const { "keys.json": _keys, ...files } = bundle.files;
    const verdict = verifyBundle(files);
    expect(verdict.outcome).toBe("VERIFIED");
    expect(verdict.steps.at(-1)).toMatchObject({ step: "signature", ok: null, reason: "NO_KEYS" });
  });
});

describe("a changed file fails at the step that is to blame", () => {
  const commitmentWith = (change: JsonObject): DrawFiles => ({
    ...bundle.files,
    "commitment.json": canonicalBytes({ ...objectOf(bundle.files["commitment.json"]), ...change }),
  });
  const beaconWith = (change: JsonObject): DrawFiles =>
    commitmentWith({ beacon: within(objectOf(bundle.files["commitment.json"])["beacon"], change) });
  const otherHash = "ab".repeat(32);
  const cases: [string, DrawFiles, StepName, Reason][] = [
    ["a space in the commitment", changed("commitment.json", (t) => `${t} `), "commitment", "UNREADABLE"],
    ["an extra member in the commitment", commitmentWith({ extra: 1 }), "commitment", "UNREADABLE"],
    ["a prize renamed", changed("rules.json", (t) => t.replace("regalo", "regala")), "rules", "HASH_DIFFERS"],
    ["a larger cap", commitmentWith({ cap: 2 }), "rules", "MEMBER_DIFFERS"],
    ["a later round", beaconWith({ round: bundle.frozen.commitment.beacon.round + 1 }), "round", "ROUND_DIFFERS"],
    ["a freeze moved", commitmentWith({ frozenAt: "2026-03-09T18:00:00Z" }), "round", "ROUND_DIFFERS"],
    ["frozen before the close", commitmentWith({ frozenAt: "2026-03-08T05:59:59Z" }), "round", "FROZEN_BEFORE_CLOSE"],
    [
      "a block with one ticket more",
      changed("tickets.csv", (t) => t.replace(/^0,0,1,/, "0,0,2,")),
      "list",
      "HASH_DIFFERS",
    ],
    ["two blocks swapped", changed("tickets.csv", (t) => t.split("\n").reverse().join("\n")), "list", "HASH_DIFFERS"],
    ["a count that disagrees", commitmentWith({ tickets: 1 }), "list", "COUNT_DIFFERS"],
    ["another root", commitmentWith({ root: otherHash }), "tree", "ROOT_DIFFERS"],
    ["a void more", changed("voids.csv", (t) => `${t}39\n`), "voids", "HASH_DIFFERS"],
    ["a void less", changed("voids.csv", (t) => t.replace("3\n", "")), "voids", "HASH_DIFFERS"],
    ["an exclusion less", changed("ineligible.csv", () => ""), "ineligible", "HASH_DIFFERS"],
    ["a draw log rewritten", commitmentWith({ prevLogHead: otherHash }), "certificate", "OTHER_COMMITMENT"],
    ["a demonstration that hides it", forged((c) => ({ ...c, demonstration: false })), "certificate", "MEMBER_DIFFERS"],
    [
      "another round's signature",
      forged((c) => ({ ...c, beacon: within(c["beacon"], { signature: signTestRound(7) }) })),
      "beacon",
      "BEACON_SIGNATURE_WRONG",
    ],
    [
      "another randomness",
      forged((c) => ({ ...c, beacon: within(c["beacon"], { randomness: otherHash }) })),
      "beacon",
      "RANDOMNESS_DIFFERS",
    ],
    ["another seed", forged((c) => ({ ...c, seed: otherHash })), "seed", "SEED_DIFFERS"],
    [
      "a step left out",
      forged((c) => ({ ...c, trace: (c["trace"] as Json[]).slice(0, -1) })),
      "derivation",
      "TRACE_DIFFERS",
    ],
    [
      "a step added",
      forged((c) => ({ ...c, trace: [...(c["trace"] as Json[]), (c["trace"] as Json[])[0] ?? null] })),
      "derivation",
      "TRACE_DIFFERS",
    ],
    [
      "another winner",
      forged((c) => ({ ...c, places: (c["places"] as Json[]).toReversed() })),
      "derivation",
      "PLACES_DIFFER",
    ],
    ["a proof left out", forged((c) => ({ ...c, proofs: (c["proofs"] as Json[]).slice(1) })), "proofs", "PROOF_WRONG"],
    [
      "another place in the log",
      forged((c) => ({ ...c, drawLog: within(c["drawLog"], { index: 4 }) })),
      "drawLog",
      "NOT_IN_DRAW_LOG",
    ],
    [
      "other software after signing",
      changed("certificate.json", (t) => t.replace('"software":"test"', '"software":"tess"')),
      "signature",
      "BAD_SIGNATURE",
    ],
    ["a key nobody published", changed("keys.json", (t) => t.replace('"D1"', '"D2"')), "signature", "UNKNOWN_KEY"],
    [
      "a key of a later time",
      changed("keys.json", (t) => t.replace("2026-01-01", "2027-01-01")),
      "signature",
      "KEY_NOT_VALID_THEN",
    ],
  ];
  test.each(cases)("%s", (_what, files, step, reason) => {
    const verdict = verifyBundle(files);
    expect(finding(verdict)).toEqual([step, reason]);
    expect(verdict.outcome).toBe("FAILED");
    expect(verdict.steps.filter(({ reason: code }) => code === "NOT_REACHED")).toHaveLength(
      verdict.steps.length - 1 - verdict.steps.findIndex(({ ok }) => ok === false),
    );
  });

  test.each([
    ["a gap in the numbers", (t: string) => t.replace(/^1,1,/m, "1,2,"), 2],
    ["a number with a leading zero", (t: string) => t.replace(/^2,/m, "02,"), 3],
    ["a tag in capitals", (t: string) => t.replace(/[0-9a-f]{64}$/m, (tag) => tag.toUpperCase()), 1],
    ["a last line that does not end", (t: string) => t.slice(0, -1), 40],
    ["carriage returns", (t: string) => t.replaceAll("\n", "\r\n"), 1],
  ] as const)("%s is named with its line, even when the commitment was made for it", (_what, change, line) => {
    const files = changed("tickets.csv", change);
    const tickets = files["tickets.csv"] ?? new Uint8Array(0);
    const commitment = commitmentWith({ listSha256: toHex(sha256(tickets)) });
    const verdict = verifyBundle({ ...commitment, "tickets.csv": tickets });
    expect(verdict.steps.find(({ ok }) => ok === false)).toMatchObject({
      step: "list",
      reason: "LINE_MALFORMED",
      details: { line },
    });
  });
});

test("every single byte of every file matters", () => {
  for (const name of drawFileNames.filter((each) => each !== "keys.json")) {
    const bytes = bundle.files[name];
    for (let at = 0; at < bytes.length; at += name === "certificate.json" ? 997 : 37) {
      const broken = bytes.slice();
      broken[at] = (broken[at] ?? 0) ^ 1;
      expect(verifyBundle({ ...bundle.files, [name]: broken }).outcome, `${name} at ${at}`).toBe("FAILED");
    }
  }
});
