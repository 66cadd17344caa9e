import { expect, test } from "vitest";

import { u64be, utf8 } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import { scale, tell } from "@/tests/support/scale";

import { diceOf } from "./derivation";

const MINUTES = 60_000;
/** Tickets of the simulated raffle: no power of two, so that a biased remainder would show. */
const tickets = 101;
/** Chi-square with 100 degrees of freedom: 99 of 100 fair runs lie between these. */
const range = { low: 67.328, high: 140.169 };

test("first picks are spread as chance spreads them", { timeout: 10 * MINUTES }, () => {
  const draws = scale(1_000_000);
  const counts = new Uint32Array(tickets);
  for (let i = 0; i < draws; i++) {
    const seed = sha256(utf8("first pick"), u64be(i));
    const ticket = Number(diceOf(seed).below(BigInt(tickets)).value);
    counts[ticket] = (counts[ticket] ?? 0) + 1;
  }
  const expected = draws / tickets;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  tell("first picks", { draws, tickets, chiSquare: chiSquare.toFixed(2) });
  expect(chiSquare).toBeGreaterThan(range.low);
  expect(chiSquare).toBeLessThan(range.high);
});
