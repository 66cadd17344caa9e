import { z } from "zod";

/** What the load process is told, as one JSON file. */
export const loadOrders = z.object({
  host: z.string(),
  port: z.number(),
  amount: z.string(),
  codes: z.array(z.string()),
  places: z.array(z.object({ token: z.string(), stationId: z.string() })),
  connections: z.number().int().positive(),
  warmUpSeconds: z.number(),
  seconds: z.number(),
  /** Requests a second on a fixed timetable; left out: as many as the connections carry. */
  rate: z.number().optional(),
});
export type LoadOrders = z.infer<typeof loadOrders>;

const latencies = z.object({ p50: z.number(), p95: z.number(), p99: z.number(), worst: z.number() });

/** What it found; latencies in milliseconds, on a timetable from the instant a request was due. */
export const loadFindings = z.object({
  requests: z.number(),
  seconds: z.number(),
  perSecond: z.number(),
  statuses: z.record(z.string(), z.number()),
  latency: latencies,
  /** Of the load process itself: it runs on the same cores as what it measures. */
  cpuSeconds: z.number(),
});
export type LoadFindings = z.infer<typeof loadFindings>;
