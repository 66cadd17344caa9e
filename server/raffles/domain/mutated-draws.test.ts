import { isDeepStrictEqual } from "node:util";

import fc from "fast-check";
import { expect, test } from "vitest";

import { drawBundle } from "@/tests/support/draw-bundle";
import { mutations } from "@/tests/support/draw-mutations";
import { shapesUpTo } from "@/tests/support/draw-shapes";
import { scale, tell } from "@/tests/support/scale";

import { verifyBundle } from "./verify-draw";

const MINUTES = 60_000;

test(
  "a draw that was tampered with fails at the step that is to blame, whichever way and in whichever raffle",
  { timeout: 15 * MINUTES },
  () => {
    const wanted = scale(1_000);
    const found = new Map<string, number>();
    const rounds = Math.ceil(wanted / mutations.length);
    fc.assert(
      fc.property(shapesUpTo(60), fc.infiniteStream(fc.nat(2 ** 30)), (shape, numbers) => {
        const bundle = drawBundle(shape);
        if (bundle.frozen.list.tickets < shape.winners + shape.alternates) return;
        const pick = (below: number): number => (numbers.next().value ?? 0) % below;
        for (const { what, step, change } of mutations) {
          const changed = change(bundle, pick);
          // Where nobody was left to be drawn there is no place to leave out.
          if (isDeepStrictEqual(changed, bundle.files)) continue;
          const verdict = verifyBundle(changed);
          const failed = verdict.steps.find(({ ok }) => ok === false);
          expect(verdict.outcome, what).toBe("FAILED");
          expect(failed?.step, what).toBe(step);
          found.set(what, (found.get(what) ?? 0) + 1);
        }
      }),
      { numRuns: rounds },
    );
    const rejected = [...found.values()].reduce((sum, count) => sum + count, 0);
    tell("tampered draws", { kinds: mutations.length, rejected });
    expect(found.size).toBe(mutations.length);
    expect(rejected).toBeGreaterThanOrEqual(wanted);
  },
);
