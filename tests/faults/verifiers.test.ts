import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { canonicalJson } from "@/server/kernel/canonical-json";
import { verifyBundle } from "@/server/raffles/domain/verify-draw";
import { type DrawBundle, drawBundle, type DrawShape } from "@/tests/support/draw-bundle";
import { mutations } from "@/tests/support/draw-mutations";
import { shapesUpTo } from "@/tests/support/draw-shapes";
import { plainSeed } from "@/tests/support/plain-draw";
import { plainTraceOf } from "@/tests/support/plain-trace";
import { scale, tell } from "@/tests/support/scale";
import { accountOfVerdict, openVerifiers, VERIFIERS, type Verifiers } from "@/tests/support/verifiers";

const RAFFLES = scale(100);
/** The long run comes to each kind several times; in the short one the rest is left to `mutated-draws.test.ts`. */
const TAMPERED = scale(200);
const SEED = 20_260_301;

let verifiers: Verifiers;
beforeAll(async () => {
  verifiers = await openVerifiers();
});
afterAll(() => verifiers.close());

/** The places by the second implementation, which has seen none of the product's code. */
function plainPlaces(shape: DrawShape, { files, signature }: DrawBundle): [string, number][] {
  const seed = plainSeed(Buffer.from(files["commitment.json"]), Buffer.from(signature, "hex"));
  const trace = plainTraceOf(shape, seed);
  return trace.filter(({ outcome }) => !outcome.startsWith("SKIP")).map(({ outcome, ticket }) => [outcome, ticket]);
}

const placesIn = (account: string): string => canonicalJson((JSON.parse(account) as { places: [] }).places);

describe("the verifiers", () => {
  test("say byte for byte the same of a raffle's draw, and draw what the second implementation draws", async () => {
    let blocks = 0;
    for (const shape of fc.sample(shapesUpTo(5_000), { numRuns: RAFFLES, seed: SEED })) {
      const bundle = drawBundle(shape);
      const verdict = verifyBundle(bundle.files);
      const accounts = await verifiers.accountsOf(bundle.files);
      for (const verifier of VERIFIERS) {
        expect(accounts[verifier], verifier).toBe(accountOfVerdict(verdict));
        expect(placesIn(accounts[verifier]), verifier).toBe(canonicalJson(plainPlaces(shape, bundle)));
      }
      expect(verdict.outcome).toBe("VERIFIED");
      blocks += shape.blocks.length;
    }
    tell("verifiers agreed", { raffles: RAFFLES, blocks, verifiers: VERIFIERS.length + 1 });
  });

  test("name the same failing step of a draw that was tampered with", async () => {
    const shapes = fc.sample(shapesUpTo(60), { numRuns: TAMPERED * 2, seed: SEED });
    // Where nobody was drawn there is no place to tamper with.
    const bundles = shapes.map(drawBundle).filter(({ files }) => (verifyBundle(files).places ?? []).length > 0);
    for (let i = 0; i < TAMPERED; i++) {
      const [mutation, bundle] = [mutations[i % mutations.length], bundles[i]];
      if (!mutation || !bundle) throw new Error("there are fewer bundles than mutations");
      const files = mutation.change(bundle, (below) => (i * 7_919) % below);
      const accounts = await verifiers.accountsOf(files);
      for (const verifier of VERIFIERS) {
        const { outcome, steps } = JSON.parse(accounts[verifier]) as { outcome: string; steps: [string, string][] };
        const failing = steps.find(([, sign]) => sign === "failed")?.[0];
        expect({ outcome, failing }, `${verifier}: ${mutation.what}`).toEqual({
          outcome: "FAILED",
          failing: mutation.step,
        });
      }
      expect(new Set(Object.values(accounts)).size, mutation.what).toBe(1);
    }
    tell("tampered draws refused by every verifier", {
      rejected: TAMPERED,
      kinds: Math.min(TAMPERED, mutations.length),
    });
  });
});
