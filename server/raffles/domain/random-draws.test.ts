import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { toHex } from "@/server/kernel/bytes";
import { canonicalJson, type Json } from "@/server/kernel/canonical-json";
import { drawBundle } from "@/tests/support/draw-bundle";
import { shapesUpTo } from "@/tests/support/draw-shapes";
import { plainLeaf, plainRoot, plainSeed } from "@/tests/support/plain-draw";
import { plainTraceOf } from "@/tests/support/plain-trace";
import { scale, tell } from "@/tests/support/scale";

import { readCertificate } from "./certificate-reader";
import { readTicketList } from "./ticket-list-reader";
import { verifyBundle } from "./verify-draw";

const MINUTES = 60_000;
const agreeing = scale(100);

describe("random raffles", () => {
  test("come out the same in the plain second implementation, and verify", { timeout: 15 * MINUTES }, () => {
    let blocks = 0;
    fc.assert(
      fc.property(shapesUpTo(5_000), (shape) => {
        const { files, signature } = drawBundle(shape);
        const verdict = verifyBundle(files);
        expect(verdict.outcome).toBe("VERIFIED");

        const list = readTicketList(shape.raffleId, files["tickets.csv"]);
        const leaves = shape.blocks.map((_, index) => {
          const { first, count, holderTag, sourceTag } = list.leafAt(index);
          const bytes = { holderTag: Buffer.from(holderTag), sourceTag: Buffer.from(sourceTag) };
          return plainLeaf(shape.raffleId, {
            index: BigInt(index),
            first: BigInt(first),
            count: BigInt(count),
            ...bytes,
          });
        });
        expect(plainRoot(leaves).hash.toString("hex")).toBe(toHex(list.root.hash));

        const seed = plainSeed(Buffer.from(files["commitment.json"]), Buffer.from(signature, "hex"));
        const certificate = readCertificate(files["certificate.json"]);
        expect(seed.toString("hex")).toBe(certificate.seed);
        const trace = plainTraceOf(shape, seed);
        expect(canonicalJson(certificate.trace as Json)).toBe(canonicalJson(trace));
        blocks += shape.blocks.length;
      }),
      { numRuns: agreeing },
    );
    tell("random raffles", { agreeing, blocks });
  });

  test("never give one holder more places than the cap, nor a place to a void block or an excluded holder", () => {
    fc.assert(
      fc.property(shapesUpTo(40), (shape) => {
        const { frozen, files } = drawBundle(shape);
        const places = readCertificate(files["certificate.json"]).places;
        if (!Array.isArray(places)) throw new Error("places is a list");
        const holders = places.map((place: { holderTag: string }) => place.holderTag);
        for (const holder of holders) {
          expect(holders.filter((other) => other === holder).length).toBeLessThanOrEqual(shape.cap);
          expect(frozen.ineligible.has(holder)).toBe(false);
        }
        for (const place of places as { leaf: number }[]) expect(frozen.voids.has(place.leaf)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});
