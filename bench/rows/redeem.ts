import { fileURLToPath } from "node:url";

import type { App } from "../app";
import { type Bench, costFromNow, load1, median, round, runLoad, withApp } from "../bench";
import type { LoadFindings } from "../load/orders";
import { type PeerFindings, runPeer } from "../pgbench";
import type { Row } from "../report";

const ROUNDS = 3;
const peers = {
  a: fileURLToPath(new URL("../peers/redeem-transaction.sql", import.meta.url)),
  b: fileURLToPath(new URL("../peers/redeem-statement.sql", import.meta.url)),
};

export type OursRun = LoadFindings & {
  readonly batch: number;
  readonly cpuPer1000: { readonly app: number; readonly database: number };
  readonly peakMb: number;
};
type PeerRun = PeerFindings & { readonly cpuPer1000: number };

async function measurePeer(bench: Bench, script: string): Promise<PeerRun> {
  await bench.sql`checkpoint`;
  const { url, seconds, world } = bench;
  const cost = costFromNow(bench);
  const found = await runPeer({ url, script, seconds, variables: world.variables });
  return { ...found, cpuPer1000: (cost().database / (found.perSecond * seconds)) * 1_000 };
}

type Ask = Parameters<typeof runLoad>[1];

/** One load with what it cost; CPU is counted over the whole load, warming up included, like its redemptions. */
export async function measureOurs(bench: Bench, app: App, ask: Ask = {}): Promise<OursRun> {
  const counts = async () => ({
    sum: await app.metric("redemption_batch_size_sum"),
    batches: await app.metric("redemption_batch_size_count"),
  });
  const before = await counts();
  const cost = costFromNow(bench, app);
  const found = await runLoad(bench, ask);
  const spent = cost();
  const after = await counts();
  const wrong = Object.entries(found.statuses).filter(([status]) => status !== "200");
  if (wrong.length > 0) throw new Error(`answers that are no redemption: ${JSON.stringify(found.statuses)}`);
  const done = after.sum - before.sum;
  return {
    ...found,
    batch: done / (after.batches - before.batches),
    cpuPer1000: { app: (spent.app / done) * 1_000, database: (spent.database / done) * 1_000 },
    peakMb: app.peakMb(),
  };
}

const least = (runs: readonly PeerRun[]): number => Math.min(...runs.map((run) => run.cpuPer1000));
const best = (runs: readonly PeerRun[]): number => Math.max(...runs.map((run) => run.perSecond));

/** Partial redemptions over HTTP against the same writes by hand, in turns; then the latency at half of the maximum. */
export async function redeemRow(bench: Bench): Promise<Row> {
  const a: PeerRun[] = [];
  const b: PeerRun[] = [];
  const ours: OursRun[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    a.push(await measurePeer(bench, peers.a));
    b.push(await measurePeer(bench, peers.b));
    ours.push(await withApp(bench, (app) => measureOurs(bench, app)));
    console.log(
      `  round ${round + 1}: (a) ${Math.round(a.at(-1)?.perSecond ?? 0)}/s, (b) ${Math.round(b.at(-1)?.perSecond ?? 0)}/s, ours ${Math.round(ours.at(-1)?.perSecond ?? 0)}/s`,
    );
  }
  const perSecond = median(ours.map((run) => run.perSecond));
  const typical = ours.find((run) => run.perSecond === perSecond);
  if (!typical) throw new Error("no run is the median");
  const half = await withApp(bench, (app) => measureOurs(bench, app, { rate: perSecond / 2 }));
  return {
    row: "redeem",
    work: "partial redemptions over HTTP, 64 connections, 100,000 coupons",
    peer: "(a) one hand-written transaction each, (b) one statement each; pgbench -M prepared -c 64 -j 2",
    perSecond: round(perSecond, 0),
    ratios: { a: round(perSecond / best(a)), b: round(perSecond / best(b)) },
    reach: { a: "≥ 5 (floor 4)", b: "≥ 2.5 (floor 1.5)", "p99 at half": "≤ 50 ms" },
    latency: typical.latency,
    atHalf: { perSecond: round(half.perSecond, 0), ...half.latency },
    cpuPer1000: {
      ours: round(typical.cpuPer1000.app + typical.cpuPer1000.database),
      app: round(typical.cpuPer1000.app),
      database: round(typical.cpuPer1000.database),
      a: round(least(a)),
      b: round(least(b)),
    },
    batch: round(typical.batch, 1),
    peakMb: typical.peakMb,
    loadAverage: load1(),
    runs: { a, b, ours, half },
  };
}
