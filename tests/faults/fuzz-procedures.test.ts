import fc from "fast-check";
import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { type Procedure, procedures } from "@/server/api/procedures";
import { appRouter } from "@/server/api/root";
import { judge } from "@/server/auth/domain/policy";
import { ROLES, type Role } from "@/server/auth/domain/role";
import type { ApiCtx } from "@/server/container";
import { httpStatusOf, refusalOf } from "@/server/platform/envelope";
import { test as withWorld } from "@/tests/support/coupon-test";
import type { World } from "@/tests/support/coupon-world";
import { fittingInputs } from "@/tests/support/fuzz/from-schema";
import { spoiledInputs } from "@/tests/support/fuzz/spoiled";
import { createMatrixScene, type MatrixScene } from "@/tests/support/matrix/scene";
import { scale, tell } from "@/tests/support/scale";

const test = withWorld.extend("scene", { scope: "file" }, async ({ sql, world }) => createMatrixScene(sql, world));

const INPUTS = scale(5_000);
const SEED = 20_261_124;
const AT_ONCE = 6;
const SLOW_MS = 1_000;
const createCaller = createCallerFactory(appRouter);

const callOf = (ctx: ApiCtx, name: string): ((input: unknown) => Promise<unknown>) => {
  let at: unknown = createCaller(ctx);
  for (const step of name.split(".")) at = Reflect.get(Object(at), step);
  return at as (input: unknown) => Promise<unknown>;
};

const roleFor = ({ _def }: Procedure): Role =>
  ROLES.find((role) => _def.meta?.permission && judge(_def.meta.permission, role) === "allowed") ?? "CUSTOMER";

/** Each from a network of its own: what is fuzzed is the procedure, not the throttle in front of it. */
let lastNetwork = 0;
const contextOf = (world: World, scene: MatrixScene, role: Role): ApiCtx => ({
  ...world.contextOf(scene.callers[role]),
  network: `network ${++lastNetwork}`,
});

const idsOf = ({ stations, coupons, raffles, callers, flag }: MatrixScene): string[] => [
  ...Object.values(stations),
  ...Object.values(coupons).map(({ id }) => id),
  ...Object.values(raffles),
  ...Object.values(callers).map(({ id }) => id),
  flag,
];

const prototypeKeys = (): string => JSON.stringify(Object.getOwnPropertyNames(Object.prototype).toSorted());
const cleanPrototype = prototypeKeys();

type Outcome = { readonly status: number; readonly ms: number; readonly fault: unknown };

async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  const from = performance.now();
  const fault: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown ?? new Error("threw nothing"),
  );
  const ms = performance.now() - from;
  return { status: fault === undefined ? 200 : httpStatusOf(refusalOf(fault)), ms, fault };
}

const shown = (input: unknown): string => JSON.stringify(input)?.slice(0, 300) ?? "nothing";

describe("whatever is sent to a procedure", () => {
  test.for(procedures)("%s refuses or answers, at once", async ([name, procedure], { world, scene }) => {
    const [schema] = procedure._def.inputs;
    const wanted = schema === undefined ? Math.ceil(INPUTS / 50) : INPUTS;
    const inputs = fc.sample(spoiledInputs(fittingInputs(schema, idsOf(scene))), { numRuns: wanted, seed: SEED });
    const role = roleFor(procedure);
    const ask = (input: unknown) => outcomeOf(callOf(contextOf(world, scene, role), name)(input));
    const faults: string[] = [];
    const slow: unknown[] = [];
    let answered = 0;
    for (let from = 0; from < inputs.length; from += AT_ONCE) {
      const batch = inputs.slice(from, from + AT_ONCE);
      const outcomes = await Promise.all(batch.map(ask));
      for (const [i, { status, ms, fault }] of outcomes.entries()) {
        if (status === 200) answered += 1;
        if (status >= 500) faults.push(`${shown(batch[i])} -> ${status} ${String(fault)}`);
        if (ms > SLOW_MS) slow.push(batch[i]);
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
    expect(prototypeKeys()).toBe(cleanPrototype);
    // A busy machine makes anything slow once; a hang is slow again, alone.
    for (const input of slow) expect((await ask(input)).ms, shown(input)).toBeLessThan(SLOW_MS);
    tell(`fuzz of ${name}`, { inputs: inputs.length, answered, "5xx": faults.length });
  });
});
