import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { tenthMilli } from "@/server/kernel/money";

import {
  changePrice,
  isEmptyPlan,
  needsApproval,
  observePrice,
  type PricePeriod,
  type PricePlan,
} from "./price-period";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const period = (id: string, pesos: number, from: number, to: number | null = null): PricePeriod => ({
  id,
  price: tenthMilli(pesos * 10_000),
  from: day(from),
  to: to === null ? null : day(to),
  source: "REGULATOR",
});

let made = 0;
/** The periods after a plan, as a database would hold them. */
function apply(periods: readonly PricePeriod[], plan: PricePlan): PricePeriod[] {
  return [
    ...periods
      .filter(({ id }) => !plan.remove.includes(id))
      .map((p) => {
        const ended = plan.end.find(({ id }) => id === p.id);
        const begun = plan.begin.find(({ id }) => id === p.id);
        return { ...p, ...(ended && { to: ended.to }), ...(begun && { from: begun.from }) };
      }),
    ...plan.open.map((p) => ({ ...p, id: `new${(made += 1)}` })),
  ].toSorted((a, b) => a.from.getTime() - b.from.getTime());
}

const shape = (periods: readonly PricePeriod[]) =>
  periods.map((p) => [p.price / 10_000, p.from.getUTCDate(), p.to === null ? null : p.to.getUTCDate()]);

const see = (pesos: number, at: number, nextSeenAt?: number) => ({
  price: tenthMilli(pesos * 10_000),
  at: day(at),
  nextSeenAt: nextSeenAt === undefined ? undefined : day(nextSeenAt),
});

describe("a price seen in the feed", () => {
  test("opens the first period of a fuel", () => {
    const { outcome, plan } = observePrice([], see(23, 1));
    expect([outcome, shape(apply([], plan))]).toEqual(["OPENED", [[23, 1, null]]]);
  });

  test("closes the one before", () => {
    const before = [period("a", 23, 1)];
    const { outcome, plan } = observePrice(before, see(24, 2));
    expect([outcome, shape(apply(before, plan))]).toEqual([
      "OPENED",
      [
        [23, 1, 2],
        [24, 2, null],
      ],
    ]);
  });

  test("changes nothing when it is the same", () => {
    expect(observePrice([period("a", 23, 1)], see(23, 2)).outcome).toBe("UNCHANGED");
    expect(isEmptyPlan(observePrice([period("a", 23, 1)], see(23, 1)).plan)).toBe(true);
  });

  test("never changes what was seen later, when the file is an old one", () => {
    const before = [period("a", 23, 1)];
    const { outcome, plan } = observePrice(before, see(24, 2, 3));
    expect([outcome, shape(apply(before, plan))]).toEqual([
      "HISTORIC",
      [
        [23, 1, 2],
        [24, 2, 3],
        [23, 3, null],
      ],
    ]);
  });

  test("stretches the first period back when an older file says the same", () => {
    const before = [period("a", 23, 5)];
    const { outcome, plan } = observePrice(before, see(23, 2, 5));
    expect([outcome, shape(apply(before, plan))]).toEqual(["HISTORIC", [[23, 2, null]]]);
  });

  test("is stale when another price is known from the same instant", () => {
    expect(observePrice([period("a", 23, 2)], see(24, 2)).outcome).toBe("STALE");
  });

  test("does not overrule a person", () => {
    const set = [{ ...period("a", 23, 1), source: "MANAGER" as const }];
    expect(observePrice(set, see(24, 2)).outcome).toBe("KEPT");
  });

  test("fills the time before a scheduled change and leaves the change", () => {
    const before = [period("a", 23, 1, 9), { ...period("b", 30, 9), source: "MANAGER" as const }];
    expect(shape(apply(before, observePrice(before, see(24, 2)).plan))).toEqual([
      [23, 1, 2],
      [24, 2, 9],
      [30, 9, null],
    ]);
  });

  test("snapshots read in any order leave the same history, which never overlaps", () => {
    const snapshots = fc.array(fc.integer({ min: 20, max: 23 }), { minLength: 1, maxLength: 8 }).chain((prices) =>
      fc.record({
        prices: fc.constant(prices),
        order: fc.shuffledSubarray(
          prices.map((_, i) => i),
          { minLength: prices.length },
        ),
      }),
    );
    const read = (prices: readonly number[], order: readonly number[]) => {
      let periods: PricePeriod[] = [];
      const seen: number[] = [];
      for (const i of order) {
        const later = seen.filter((other) => other > i).toSorted((a, b) => a - b)[0];
        const alive = periods.filter((p) => p.to === null || p.to > day(i + 1));
        const { plan } = observePrice(alive, see(prices[i] ?? 0, i + 1, later === undefined ? undefined : later + 1));
        periods = apply(periods, plan);
        seen.push(i);
      }
      return periods;
    };
    fc.assert(
      fc.property(snapshots, ({ prices, order }) => {
        const inOrder = read(
          prices,
          prices.map((_, i) => i),
        );
        const shuffled = read(prices, order);
        expect(shape(shuffled)).toEqual(shape(inOrder));
        for (const [i, p] of shuffled.entries()) {
          const next = shuffled[i + 1];
          expect(p.to?.getTime()).toBe(next?.from.getTime());
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a price set by a person", () => {
  const set = (pesos: number, from: number) => ({
    price: tenthMilli(pesos * 10_000),
    from: day(from),
    source: "MANAGER" as const,
  });

  test("holds from its instant on and drops what was scheduled later", () => {
    const before = [period("a", 23, 1, 9), period("b", 30, 9)];
    const plan = changePrice(before, set(24, 5));
    expect(plan && shape(apply(before, plan))).toEqual([
      [23, 1, 5],
      [24, 5, null],
    ]);
  });

  test("of the same amount makes no new period", () => {
    const same = changePrice([period("a", 23, 1)], set(23, 5));
    expect(same && isEmptyPlan(same)).toBe(true);
    const scheduled = [period("a", 23, 1, 9), period("b", 30, 9)];
    const plan = changePrice(scheduled, set(23, 5));
    expect(plan && shape(apply(scheduled, plan))).toEqual([[23, 1, null]]);
  });

  test("is refused where another one began at the very instant", () => {
    expect(changePrice([period("a", 23, 5)], set(24, 5))).toBeUndefined();
  });

  test("needs approval beyond a tenth, not at it", () => {
    const [current, up, down] = [tenthMilli(200_000), tenthMilli(220_000), tenthMilli(180_000)];
    expect(needsApproval(up, current)).toBe(false);
    expect(needsApproval(down, current)).toBe(false);
    expect(needsApproval(tenthMilli(up + 1), current)).toBe(true);
    expect(needsApproval(tenthMilli(down - 1), current)).toBe(true);
    expect(needsApproval(up, undefined)).toBe(false);
  });
});
