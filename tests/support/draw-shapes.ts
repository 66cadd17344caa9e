import fc from "fast-check";

import type { DrawShape } from "./draw-bundle";

/** Raffles of any size up to `blocks` blocks, with voids, exclusions and holders who have many. */
export const shapesUpTo = (blocks: number): fc.Arbitrary<DrawShape> =>
  fc
    .record({
      raffleId: fc.uuid({ version: 7 }),
      sizes: fc.record({ blocks: fc.integer({ min: 2, max: blocks }), mix: fc.nat(1_000) }),
      voids: fc.array(fc.nat(blocks), { maxLength: 6 }),
      ineligibleHolders: fc.uniqueArray(fc.nat(7), { maxLength: 2 }),
      winners: fc.integer({ min: 1, max: 4 }),
      alternates: fc.nat(6),
      cap: fc.integer({ min: 1, max: 3 }),
      earlierDocuments: fc.nat(9),
    })
    .map(({ sizes, voids, ...shape }) => ({
      ...shape,
      blocks: Array.from({ length: sizes.blocks }, (_, i) => ({
        count: 1 + ((i * 7 + sizes.mix) % 12),
        holder: (i * 5 + sizes.mix) % Math.max(8, sizes.blocks >> 2),
      })),
      voids: [...new Set(voids.map((leaf) => leaf % sizes.blocks))],
    }));
