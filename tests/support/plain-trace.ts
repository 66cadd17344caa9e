import { type DrawShape, holderTagFor } from "./draw-bundle";
import { plainTrace } from "./plain-draw";

/** The second implementation's walk over a raffle of this shape. */
export const plainTraceOf = (shape: DrawShape, seed: Buffer) =>
  plainTrace({
    leaves: shape.blocks.map(({ count, holder }) => ({ count, holder: holderTagFor(shape, holder) })),
    voids: [...shape.voids],
    ineligible: shape.ineligibleHolders.map((holder) => holderTagFor(shape, holder)),
    cap: shape.cap,
    winners: shape.winners,
    alternates: shape.alternates,
    seed,
  });
