import type { Sql } from "postgres";
import { afterAll, describe, expect } from "vitest";

import { findingsIn } from "@/db/invariants/check";
import { chanceFrom } from "@/db/seed/chance";
import type { Container } from "@/server/container";
import { expireCoupons } from "@/server/coupons/commands/expire-coupons";
import { type Bank, test as withBank } from "@/tests/support/bank-test";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything } from "@/tests/support/coupon-test";
import { openContainer, type World } from "@/tests/support/coupon-world";
import { isFull, tell } from "@/tests/support/scale";
import {
  betweenTransactions,
  type Chooser,
  createExplorer,
  oneAfterTheOther,
  runSchedule,
  SIDES,
  type Stage,
} from "@/tests/support/schedules";
import { foreignKeysOf } from "@/tests/support/statement-effects";
import { openStatementGate } from "@/tests/support/statement-gate";

import {
  booksOf,
  type Cast,
  castIn,
  type DeedName,
  DEEDS,
  endOf,
  type Ground,
  groundFor,
  SAME_OPERATION,
  type Side,
  sideOn,
} from "./coupon-deeds";

/** Chosen by chance, a pair, where not all are walked. */
const SOME = 4;

type Theatre = Stage & { readonly sides: Readonly<Record<"a" | "b", Side>>; readonly containers: readonly Container[] };

const LIMITS = ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"];
const SESSIONS = 2;

/** Few sessions without limits of their own: how long a side waits is for the schedule to say. */
async function openSide(url: string): Promise<Container> {
  const container = await openContainer(url, false, SESSIONS);
  const { sql } = container.database;
  const sessions = await Promise.all(Array.from({ length: SESSIONS }, () => sql.reserve()));
  for (const session of sessions) for (const limit of LIMITS) await session`select set_config(${limit}, '0', false)`;
  for (const session of sessions) session.release();
  return container;
}

const test = withBank.extend("theatre", { scope: "file" }, async ({ sql, databaseUrl, bank }, { onCleanup }) => {
  const gates = { a: await openStatementGate(databaseUrl), b: await openStatementGate(databaseUrl) };
  const [a, b] = [await openSide(gates.a.url), await openSide(gates.b.url)];
  onCleanup(async () => {
    await Promise.all([a.close(), b.close()]);
    await Promise.all(SIDES.map((side) => gates[side].close()));
  });
  const sides = { a: sideOn(sql, a, bank), b: sideOn(sql, b, bank) };
  return { gates, sql, keys: await foreignKeysOf(sql), sides, containers: [a, b] } satisfies Theatre;
});

type End = { readonly id: string; readonly at: string };
type Pair = readonly [DeedName, DeedName];
type Parts = {
  theatre: Theatre;
  bank: Bank;
  world: World;
  sql: Sql;
  container: Container;
  cast: Cast;
  pair: Pair;
  ended: End[];
};

const deedsOf = ([one, other]: Pair) =>
  one === "redeem" && other === "retry" ? { a: SAME_OPERATION, b: SAME_OPERATION } : { a: DEEDS[one], b: DEEDS[other] };

/** The rules a coupon alone can be held to; the others once, at the end. */
const RULES = [
  ...["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M7r", "M7p", "M7u", "M9", "M10", "M11", "M12", "M13"],
  ...["R1", "R3", "R4", "R4v", "R5", "R6", "R7", "R9", "R11", "E1"],
];

/** Each coupon of a pair ended with its schedule: they are looked at together. */
async function expectRulesHold(sql: Sql, since: Date): Promise<void> {
  const findings = await sql.begin((tx) => findingsIn(tx, { isDurable: false, since, only: RULES }));
  expect(findings.filter(({ violations }) => violations > 0)).toEqual([]);
}

/** Plays one schedule on a coupon of its own. */
async function playOn(parts: Parts, choose: Chooser): Promise<{ outcome: string; order: string }> {
  const { theatre, bank, world, sql, container, cast, pair, ended } = parts;
  const ground: Ground = await groundFor(bank, world, cast, pair.includes("dispute"));
  const [before] = await sql`select expires_at::text as at from coupons where id = ${ground.couponId}`;
  ended.push({ id: ground.couponId, at: String(before?.["at"]) });
  const deeds = deedsOf(pair);
  const ends: Partial<Record<"a" | "b", string>> = {};
  const workOf = (side: "a" | "b") => async () => {
    ends[side] = await endOf(deeds[side](theatre.sides[side], ground));
  };
  const faults: unknown[] = [];
  const caught = (side: "a" | "b") => () => workOf(side)().catch((fault: unknown) => void faults.push(fault));
  const order = await runSchedule(theatre, { a: caught("a"), b: caught("b") }, choose);
  if (faults.length > 0) throw new Error(`${pair.join(" and ")}, ${order}`, { cause: faults[0] });
  // What the job passed over because somebody held it is found by its next run.
  if (pair.includes("expire")) await expireCoupons(container.systemContext("expire-coupons"));
  return { outcome: JSON.stringify([ends.a, ends.b, await booksOf(sql, ground.couponId)]), order };
}

/** All schedules that an explorer walks, and what came of each. */
async function walk(parts: Parts, explorer: ReturnType<typeof createExplorer>, within = (c: Chooser): Chooser => c) {
  const outcomes = new Map<string, string>();
  let count = 0;
  do {
    const { outcome, order } = await playOn(parts, within(explorer.choose));
    if (!explorer.isNew) continue;
    count += 1;
    if (!outcomes.has(outcome)) outcomes.set(outcome, order);
  } while (explorer.advance());
  return { outcomes, count };
}

/** A few schedules by chance, each side interrupted anywhere. */
async function sample(parts: Parts, seed: number) {
  const chance = chanceFrom(seed);
  const outcomes = new Map<string, string>();
  for (let i = 0; i < SOME; i++) {
    const eager = chance.next();
    const choose: Chooser = ({ a, b }) => (a && (!b || chance.next() < eager) ? "a" : "b");
    const { outcome, order } = await playOn(parts, choose);
    if (!outcomes.has(outcome)) outcomes.set(outcome, order);
  }
  return { outcomes, count: SOME };
}

const NAMES = Object.keys(DEEDS) as DeedName[];
const PAIRS = NAMES.flatMap((one, i) => NAMES.slice(i).map((other): Pair => [one, other]));
const sums = { pairs: 0, schedules: 0, "between transactions only": 0 };

describe("two at once on one coupon, at every statement", () => {
  for (const [n, pair] of PAIRS.entries())
    test(`${pair.join(" and ")} end as if one had come after the other`, async ({
      theatre,
      bank,
      world,
      sql,
      container,
    }) => {
      const since = new Date();
      const parts = { theatre, bank, world, sql, container, pair, cast: await castIn(world), ended: [] };
      const serial = new Set<string>();
      for (const side of SIDES) serial.add((await playOn(parts, oneAfterTheOther(side))).outcome);
      const { outcomes, count } = isFull ? await walk(parts, createExplorer()) : await sample(parts, n);
      const others = [...outcomes].filter(([outcome]) => !serial.has(outcome));
      sums.pairs += 1;
      sums.schedules += count + SIDES.length;
      let steps = 0;
      // A payment goes on after its debt is written: between two of its transactions others may act, and only there.
      if (others.length > 0) {
        const whole = await walk(parts, createExplorer("every"), betweenTransactions);
        steps = whole.count;
        expect(others.filter(([outcome]) => !whole.outcomes.has(outcome))).toEqual([]);
      }
      await expectRulesHold(sql, since);
      // Their codes tell of the end that they had before it was moved.
      for (const { id, at } of parts.ended)
        await sql`update coupons set expires_at = ${at}::text::timestamptz where id = ${id}`;
      sums["between transactions only"] += steps;
      tell(`interleavings of ${pair.join(" and ")}`, {
        schedules: count,
        outcomes: outcomes.size,
        beyond: others.length,
        steps,
      });
    });

  afterAll(() => tell("interleavings", sums));
});

test("and the books of all of them hold", async ({ container, databaseUrl }) => {
  await drainEverything(container);
  await expectBooksHold(databaseUrl);
});
