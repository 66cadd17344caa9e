/** Checks of the certificate: beacon, seed, derivation, proofs, draw log, signature. */
import { toHex } from "@/server/kernel/bytes";
import { canonicalJson, type Json } from "@/server/kernel/canonical-json";

import { isRoundSignature, randomnessOf, roundTimeMs } from "./beacon";
import { type FrozenDraw, isDemonstration, placesIn, proofsOf, seedFor, traceOf } from "./certificate";
import type { Certificate } from "./certificate-reader";
import type { TraceStep } from "./derivation";
import { rootsAround } from "./draw-log";
import { pathOf } from "./receipt";
import { type DrawKey, signatureStanding } from "./signed-document";
import { CheckFault, must } from "./verification";

export function checkCertificate(certificate: Certificate, frozen: FrozenDraw): void {
  const { commitment, rules, commitmentHash } = frozen;
  must(certificate.raffle === commitment.raffle, "MEMBER_DIFFERS", { member: "raffle" });
  must(certificate.commitmentHash === toHex(commitmentHash), "OTHER_COMMITMENT");
  const isMarked = certificate.isDemonstration === isDemonstration(commitment, rules);
  must(isMarked, "MEMBER_DIFFERS", { member: "demonstration" });
  must(certificate.closedAtMs === commitment.closedAtMs, "MEMBER_DIFFERS", { member: "times.closedAt" });
  must(certificate.frozenAtMs === commitment.frozenAtMs, "MEMBER_DIFFERS", { member: "times.frozenAt" });
  const roundAtMs = roundTimeMs(commitment.beacon, commitment.beacon.round);
  must(certificate.roundAtMs === roundAtMs, "MEMBER_DIFFERS", { member: "times.roundAt" });
}

export function checkBeacon({ beacon }: Certificate, { commitment }: FrozenDraw): void {
  must(beacon.chain === commitment.beacon.chain, "MEMBER_DIFFERS", { member: "beacon.chain" });
  must(beacon.round === commitment.beacon.round, "ROUND_DIFFERS", {
    expected: commitment.beacon.round,
    given: beacon.round,
  });
  must(isRoundSignature(commitment.beacon, beacon.round, beacon.signature), "BEACON_SIGNATURE_WRONG");
  must(toHex(randomnessOf(beacon.signature)) === beacon.randomness, "RANDOMNESS_DIFFERS");
}

export function checkSeed(certificate: Certificate, frozen: FrozenDraw): Uint8Array {
  const seed = seedFor(frozen, certificate.beacon.signature);
  must(toHex(seed) === certificate.seed, "SEED_DIFFERS");
  return seed;
}

const same = (given: Json, computed: Json): boolean => canonicalJson(given) === canonicalJson(computed);

export function checkTrace(certificate: Certificate, frozen: FrozenDraw, seed: Uint8Array): TraceStep[] {
  const trace: TraceStep[] = [];
  for (const step of traceOf(frozen, seed)) {
    const given = certificate.trace[step.step];
    must(given !== undefined && same(given, step), "TRACE_DIFFERS", { step: step.step });
    trace.push(step);
  }
  must(certificate.trace.length === trace.length, "TRACE_DIFFERS", { step: trace.length });
  must(same(certificate.places, placesIn(frozen, trace)), "PLACES_DIFFER");
  return trace;
}

/** The list is known, so the proofs are recomputed from it and must be the same, member for member. */
export function checkProofs(certificate: Certificate, frozen: FrozenDraw, trace: readonly TraceStep[]): void {
  const given = certificate.proofs;
  const computed = proofsOf(frozen.list, trace);
  for (const [i, proof] of computed.entries()) {
    const claimed = Array.isArray(given) ? given[i] : undefined;
    must(claimed !== undefined && same(claimed, proof), "PROOF_WRONG", { leaf: proof.leaf });
  }
  must(same(given, computed), "PROOF_WRONG", { leaf: "–" });
}

export function checkDrawLog({ drawLog }: Certificate, { commitment, commitmentHash }: FrozenDraw): void {
  const roots = rootsAround(commitmentHash, { index: drawLog.index, path: pathOf(drawLog.path) });
  must(roots !== null && toHex(roots.after.hash) === drawLog.root, "NOT_IN_DRAW_LOG");
  must(toHex(roots.before.hash) === commitment.prevLogHead, "MEMBER_DIFFERS", { member: "prevLogHead" });
}

export function checkSignature({ document, drawnAtMs }: Certificate, keys: readonly DrawKey[]): void {
  const standing = signatureStanding(document, keys, drawnAtMs);
  if (standing !== "VALID") throw new CheckFault(standing);
}
