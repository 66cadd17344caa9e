/**
 * Everything a stranger can check about a draw, from the published files alone. Used by the command line, the public
 * page and the offline page. The first step that fails is the finding; later ones are not reached.
 */
import { sha256 } from "@/server/kernel/hash";

import { type DrawPlace, type FrozenDraw, isDemonstration, placesIn } from "./certificate";
import { type Certificate, readCertificate } from "./certificate-reader";
import { type Commitment, readCommitment } from "./commitment";
import { readDrawKeys } from "./draw-keys";
import { failed, must, passed, type StepName, stepNames, unchecked, type VerificationStep } from "./verification";
import {
  checkBeacon,
  checkCertificate,
  checkDrawLog,
  checkProofs,
  checkSeed,
  checkSignature,
  checkTrace,
} from "./verify-drawn";
import { checkIneligible, checkRound, checkRules, checkTree, checkVoids, readList, type Tick } from "./verify-frozen";

export const frozenFileNames = ["commitment.json", "rules.json", "tickets.csv", "voids.csv", "ineligible.csv"] as const;

/** `certificate.json` exists from the draw on; `keys.json` is the answer of `GET /api/v1/draw/keys`. */
export const drawFileNames = [...frozenFileNames, "certificate.json", "keys.json"] as const;
export type DrawFileName = (typeof drawFileNames)[number];

export type DrawFiles = { readonly [name in DrawFileName]?: Uint8Array };

export type DrawVerdict = {
  readonly steps: readonly VerificationStep[];
  /** VERIFIED: nothing failed and the draw is there. NOT_DRAWN: what is published so far holds. */
  readonly outcome: "VERIFIED" | "NOT_DRAWN" | "FAILED";
  /** Null when the verification did not get so far. */
  readonly isDemonstration: boolean | null;
  readonly commitment: Commitment | null;
  readonly certificate: Certificate | null;
  /** Recomputed, not read: known once the derivation agrees, and not told where a later step fails. */
  readonly places: readonly DrawPlace[] | null;
};

/** Every published file at once. */
export function verifyBundle(files: DrawFiles): DrawVerdict {
  const walk = verifySteps(files);
  for (;;) {
    const next = walk.next();
    if (next.done === true) return next.value;
  }
}

/** The same, step by step; ticks come between pieces of long work. */
export function* verifySteps(files: DrawFiles): Generator<VerificationStep | Tick, DrawVerdict> {
  const run = new Run(files);
  yield* run.walk();
  return run.verdict();
}

class Stop extends Error {}

class Run {
  private readonly files: DrawFiles;
  private readonly steps: VerificationStep[] = [];
  private commitment: Commitment | null = null;
  private frozen: FrozenDraw | null = null;
  private certificate: Certificate | null = null;
  private places: readonly DrawPlace[] | null = null;

  constructor(files: DrawFiles) {
    this.files = files;
  }

  *walk(): Generator<VerificationStep | Tick, void> {
    try {
      const frozen = yield* this.checkFrozen();
      this.frozen = frozen;
      if (this.files["certificate.json"] !== undefined) yield* this.checkDrawn(frozen);
    } catch (fault) {
      if (!(fault instanceof Stop)) throw fault;
      yield this.last();
    }
    const isOpen = this.steps.at(-1)?.ok !== false;
    for (const step of stepNames.slice(this.steps.length)) {
      yield this.note(unchecked(step, isOpen ? "NOT_PUBLISHED" : "NOT_REACHED"));
    }
  }

  verdict(): DrawVerdict {
    const hasFailed = this.steps.some((step) => step.ok === false);
    return {
      steps: this.steps,
      outcome: hasFailed ? "FAILED" : this.certificate === null ? "NOT_DRAWN" : "VERIFIED",
      isDemonstration: this.frozen && isDemonstration(this.frozen.commitment, this.frozen.rules),
      commitment: this.commitment,
      certificate: this.certificate,
      places: hasFailed ? null : this.places,
    };
  }

  private *checkFrozen(): Generator<VerificationStep | Tick, FrozenDraw> {
    const commitmentFile = this.files["commitment.json"] ?? new Uint8Array(0);
    const commitment = yield* this.check("commitment", () => readCommitment(this.file("commitment.json")));
    this.commitment = commitment;
    const rules = yield* this.check("rules", () => checkRules(this.file("rules.json"), commitment));
    yield* this.check("round", () => checkRound(rules, commitment));
    const list = yield* this.checkSlowly("list", () => readList(this.file("tickets.csv"), commitment));
    yield* this.check("tree", () => checkTree(list, commitment));
    const voids = yield* this.check("voids", () => checkVoids(this.file("voids.csv"), commitment));
    const ineligible = yield* this.check("ineligible", () => checkIneligible(this.file("ineligible.csv"), commitment));
    return { commitmentHash: sha256(commitmentFile), commitment, rules, list, voids, ineligible };
  }

  private *checkDrawn(frozen: FrozenDraw): Generator<VerificationStep | Tick, void> {
    const certificate = yield* this.check("certificate", () => {
      const read = readCertificate(this.file("certificate.json"));
      checkCertificate(read, frozen);
      return read;
    });
    this.certificate = certificate;
    yield* this.check("beacon", () => checkBeacon(certificate, frozen));
    const seed = yield* this.check("seed", () => checkSeed(certificate, frozen));
    const trace = yield* this.check("derivation", () => checkTrace(certificate, frozen, seed));
    this.places = placesIn(frozen, trace);
    yield* this.check("proofs", () => checkProofs(certificate, frozen, trace));
    yield* this.check("drawLog", () => checkDrawLog(certificate, frozen));
    const keys = this.files["keys.json"];
    if (keys === undefined) yield this.note(unchecked("signature", "NO_KEYS"));
    else yield* this.check("signature", () => checkSignature(certificate, readDrawKeys(keys)));
  }

  private *check<T>(step: StepName, work: () => T): Generator<VerificationStep, T> {
    const value = this.attempt(step, work);
    yield this.last();
    return value;
  }

  private *checkSlowly<T>(step: StepName, work: () => Generator<Tick, T>): Generator<VerificationStep | Tick, T> {
    const pieces = this.trying(step, work);
    for (;;) {
      const next = this.trying(step, () => pieces.next());
      if (next.done === true) {
        yield this.note(passed(step));
        return next.value;
      }
      yield next.value;
    }
  }

  private attempt<T>(step: StepName, work: () => T): T {
    const value = this.trying(step, work);
    this.note(passed(step));
    return value;
  }

  private trying<T>(step: StepName, work: () => T): T {
    try {
      return work();
    } catch (fault) {
      this.note(failed(step, fault));
      throw new Stop();
    }
  }

  private file(name: DrawFileName): Uint8Array {
    const bytes = this.files[name];
    must(bytes !== undefined, "UNREADABLE", { what: name });
    return bytes;
  }

  private note(step: VerificationStep): VerificationStep {
    this.steps.push(step);
    return step;
  }

  private last(): VerificationStep {
    const step = this.steps.at(-1);
    if (step === undefined) throw new Error("no step was taken");
    return step;
  }
}
