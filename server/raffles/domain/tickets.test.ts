import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { centavos, millilitres, parsePrice, volumeFor } from "@/server/kernel/money";

import { earnsIn, ticketsEarned, ticketsGranted } from "./tickets";

const redeemed = (before: number, after: number, volume = 1, isPaidByPrize = false) => ({
  redeemedBefore: centavos(before),
  redeemedAfter: centavos(after),
  volume: millilitres(volume),
  isPaidByPrize,
});

const volumeAt = (pesos: number, price: string): number => {
  const known = parsePrice(price);
  if (known === undefined) throw new Error("not a price");
  return volumeFor(centavos(pesos), known);
};

describe("rule version 1", () => {
  test.each([
    { what: "99.99", before: 0, after: 9_999, price: "25.50", earned: 0, reason: "below-next-ticket" },
    { what: "the first 60.00", before: 0, after: 6_000, price: "25.50", earned: 0, reason: "below-next-ticket" },
    { what: "60.00 after 60.00", before: 6_000, after: 12_000, price: "25.50", earned: 1, reason: "pesos" },
    { what: "500.00 at 25.50 (19.607 L)", before: 0, after: 50_000, price: "25.50", earned: 5, reason: "pesos" },
    {
      what: "500.00 at 23.50 (21.276 L)",
      before: 0,
      after: 50_000,
      price: "23.50",
      earned: 6,
      reason: "pesos-and-volume",
    },
    {
      what: "10,000.00 at 23.50",
      before: 0,
      after: 1_000_000,
      price: "23.50",
      earned: 101,
      reason: "pesos-and-volume",
    },
  ])("$what", ({ before, after, price, earned, reason }) => {
    const volume = volumeAt(after - before, price);
    expect(ticketsEarned(redeemed(before, after, volume))).toEqual({ earned, reason });
  });

  test("the bonus needs more than 20.000 litres", () => {
    expect(ticketsEarned(redeemed(0, 5_000, 20_000)).earned).toBe(0);
    expect(ticketsEarned(redeemed(0, 5_000, 20_001))).toEqual({ earned: 1, reason: "volume" });
  });

  test("a coupon paid by a prize earns nothing", () => {
    expect(ticketsEarned(redeemed(0, 50_000, 30_000, true))).toEqual({ earned: 0, reason: "paid-by-prize" });
  });

  test("any way to split a coupon gives the same tickets for its pesos", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1 }), (parts) => {
        let [spent, tickets] = [0, 0];
        for (const part of parts) {
          tickets += ticketsEarned(redeemed(spent, spent + part)).earned;
          spent += part;
        }
        expect(tickets).toBe(ticketsEarned(redeemed(0, spent)).earned);
      }),
    );
  });
});

describe("the cap of a person in a raffle", () => {
  test("cuts off what is above it, and says so", () => {
    const earned = { earned: 101, reason: "pesos-and-volume" } as const;
    expect(ticketsGranted(earned, 0, 100)).toEqual({ granted: 100, reason: "capped" });
    expect(ticketsGranted({ earned: 5, reason: "pesos" }, 97, 100)).toEqual({ granted: 3, reason: "capped" });
    expect(ticketsGranted({ earned: 5, reason: "pesos" }, 100, 100)).toEqual({ granted: 0, reason: "capped" });
    expect(ticketsGranted({ earned: 5, reason: "pesos" }, 95, 100)).toEqual({ granted: 5, reason: "pesos" });
  });

  test("is never passed, whatever the order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(120)), fc.integer({ min: 1, max: 100 }), (earnings, cap) => {
        let held = 0;
        for (const earned of earnings) held += ticketsGranted({ earned, reason: "pesos" }, held, cap).granted;
        expect(held).toBe(
          Math.min(
            cap,
            earnings.reduce((sum, n) => sum + n, 0),
          ),
        );
      }),
    );
  });
});

describe("what a raffle takes", () => {
  const raffle = {
    opensAt: new Date("2026-03-01T00:00:00Z"),
    closesAt: new Date("2026-03-08T00:00:00Z"),
    stationIds: ["here"],
  };
  test.each([
    ["the opening instant", "2026-03-01T00:00:00Z", "here", true],
    ["a millisecond before it", "2026-02-28T23:59:59.999Z", "here", false],
    ["a millisecond before the close", "2026-03-07T23:59:59.999Z", "here", true],
    ["the closing instant", "2026-03-08T00:00:00Z", "here", false],
    ["another station", "2026-03-02T00:00:00Z", "there", false],
  ])("%s", (_what, at, stationId, earns) => {
    expect(earnsIn(raffle, new Date(at), stationId)).toBe(earns);
  });

  test("nothing before it opened; every station where none is named", () => {
    const at = new Date("2026-03-02T00:00:00Z");
    expect(earnsIn({ ...raffle, opensAt: null }, at, "here")).toBe(false);
    expect(earnsIn({ ...raffle, stationIds: null }, at, "there")).toBe(true);
  });
});
