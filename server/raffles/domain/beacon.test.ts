import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { signTestRound, testChain } from "@/tests/support/draw-bundle";
import { drawVector } from "@/tests/support/draw-vector";
import { plainRound } from "@/tests/support/plain-draw";

import { developmentChain, isRoundSignature, quicknet, roundFor, roundTimeMs, standingOf } from "./beacon";

describe("which chains count", () => {
  test("quicknet is pinned, member for member", () => {
    expect(standingOf(quicknet)).toBe("PINNED");
    expect(standingOf({ ...quicknet, period: 1 })).toBe("UNKNOWN");
    expect(standingOf({ ...quicknet, publicKey: testChain.publicKey })).toBe("UNKNOWN");
  });

  test("a development chain says what it is and cannot claim another's name", () => {
    expect(standingOf(testChain)).toBe("DEVELOPMENT");
    expect(standingOf({ ...testChain, genesis: 1 })).toBe("UNKNOWN");
    expect(developmentChain(quicknet).chain).not.toBe(quicknet.chain);
  });
});

describe("the round", () => {
  test("is the first published strictly after both the draw date and the notice", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000_000), fc.nat(200_000), (draw, freeze, notice) => {
        const start = quicknet.genesis;
        const facts = {
          drawAtMs: (start + draw) * 1000,
          frozenAtMs: (start + freeze) * 1000,
          noticeSeconds: notice,
        };
        const round = roundFor(quicknet, facts);
        const earliest = Math.max(facts.drawAtMs, facts.frozenAtMs + notice * 1000);
        expect(roundTimeMs(quicknet, round)).toBeGreaterThanOrEqual(earliest);
        expect(roundTimeMs(quicknet, round - 1)).toBeLessThan(earliest);
        const { genesis, period } = quicknet;
        expect(round).toBe(plainRound({ drawAt: start + draw, frozenAt: start + freeze, notice, genesis, period }));
      }),
    );
  });

  test("counts milliseconds of the draw date", () => {
    const at = (drawAtMs: number) => roundFor(quicknet, { drawAtMs, frozenAtMs: 0, noticeSeconds: 0 });
    const genesisMs = quicknet.genesis * 1000;
    expect([at(genesisMs), at(genesisMs + 1), at(genesisMs + 3000), at(genesisMs + 3001)]).toEqual([1, 2, 2, 3]);
    expect(() => at(genesisMs - 1)).toThrow(RangeError);
  });

  test("is worth only its own chain's signature", () => {
    const signature = signTestRound(5);
    expect(isRoundSignature(testChain, 5, signature)).toBe(true);
    expect(isRoundSignature(testChain, 6, signature)).toBe(false);
    expect(isRoundSignature(quicknet, 5, signature)).toBe(false);
    expect(isRoundSignature(quicknet, 1000, drawVector.signature.toUpperCase())).toBe(false);
    expect(isRoundSignature(quicknet, 1000, drawVector.signature.slice(2))).toBe(false);
  });
});
