import { z } from "zod";

/** What the worker is to do alone, with nothing else of the product beside it. */
export const workOrders = z.object({
  work: z.enum(["drain", "draw"]),
  settings: z.record(z.string(), z.string()),
  raffleId: z.string(),
});
export type WorkOrders = z.infer<typeof workOrders>;

export const workFindings = z.object({
  /** Waiting for the close and for the round is not counted. */
  seconds: z.record(z.string(), z.number()),
  cpuSeconds: z.number(),
  peakMb: z.number(),
});
export type WorkFindings = z.infer<typeof workFindings>;
