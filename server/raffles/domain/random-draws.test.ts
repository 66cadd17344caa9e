import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { toHex } from "@/server/kernel/bytes";
import { drawBundle, type DrawShape, holderTagFor } from "@/tests/support/draw-bundle";
import { plainLeaf, plainRoot, plainSeed, plainTrace } from "@/tests/support/plain-draw";

import { readCertificate } from "./certificate-reader";
import { readTicketList } from "./ticket-list-reader";
import { verifyBundle } from "./verify-draw";

const shapes: fc.Arbitrary<DrawShape> = fc
  .record({
    raffleId: fc.uuid({ version: 7 }),
    blocks: fc.array(fc.record({ count: fc.integer({ min: 1, max: 12 }), holder: fc.integer({ min: 0, max: 7 }) }), {
      minLength: 1,
      maxLength: 40,
    }),
    voids: fc.array(fc.nat(39), { maxLength: 6 }),
    ineligibleHolders: fc.uniqueArray(fc.nat(7), { maxLength: 2 }),
    winners: fc.integer({ min: 1, max: 4 }),
    alternates: fc.nat(6),
    cap: fc.integer({ min: 1, max: 3 }),
    earlierDocuments: fc.nat(9),
  })
  .map((shape) => ({ ...shape, voids: [...new Set(shape.voids.map((leaf) => leaf % shape.blocks.length))] }));

describe("random raffles", () => {
  test("come out the same in the plain second implementation, and verify", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
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
        const trace = plainTrace({
          leaves: shape.blocks.map(({ count, holder }) => ({ count, holder: holderTagFor(shape, holder) })),
          voids: [...shape.voids],
          ineligible: shape.ineligibleHolders.map((holder) => holderTagFor(shape, holder)),
          cap: shape.cap,
          winners: shape.winners,
          alternates: shape.alternates,
          seed,
        });
        expect(certificate.trace).toEqual(trace);
      }),
      { numRuns: 20 },
    );
  });

  test("never give one holder more places than the cap, nor a place to a void block or an excluded holder", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
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
