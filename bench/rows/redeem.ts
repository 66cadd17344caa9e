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

type Round = { readonly a: PeerRun; readonly b: PeerRun; readonly ours: OursRun };

/** One after the other within a minute, so that what else the machine does falls on all three. */
async function measureRound(bench: Bench): Promise<Round> {
  const a = await measurePeer(bench, peers.a);
  const b = await measurePeer(bench, peers.b);
  const ours = await withApp(bench, (app) => measureOurs(bench, app));
  const [fromA, fromB, own] = [a, b, ours].map((run) => Math.round(run.perSecond));
  console.log(`  (a) ${fromA}/s, (b) ${fromB}/s, ours ${own}/s, load average ${load1()}`);
  return { a, b, ours };
}

const wholeCost = ({ cpuPer1000: { app, database } }: OursRun): number => app + database;
const medianOf = (rounds: readonly Round[], figure: (round: Round) => number): number =>
  round(median(rounds.map(figure)));

/** Partial redemptions over HTTP against the same writes by hand, in turns; then the latency at half of the maximum. */
export async function redeemRow(bench: Bench): Promise<Row> {
  const rounds: Round[] = [];
  while (rounds.length < ROUNDS) rounds.push(await measureRound(bench));
  const perSecond = median(rounds.map(({ ours }) => ours.perSecond));
  const typical = rounds.find(({ ours }) => ours.perSecond === perSecond)?.ours;
  if (!typical) throw new Error("no run is the median");
  const half = await withApp(bench, (app) => measureOurs(bench, app, { rate: perSecond / 2 }));
  return {
    row: "redeem",
    work: `partial redemptions over HTTP, 64 connections, ${bench.world.variables["coupons"]} coupons`,
    peer: "(a) one hand-written transaction each, (b) one statement each; pgbench -M prepared -c 64 -j 2",
    perSecond: round(perSecond, 0),
    ratios: {
      a: medianOf(rounds, ({ a, ours }) => ours.perSecond / a.perSecond),
      b: medianOf(rounds, ({ b, ours }) => ours.perSecond / b.perSecond),
    },
    reach: { a: "≥ 5, floor 4", b: "≥ 2.5, floor 1.5" },
    latency: typical.latency,
    atHalf: { perSecond: round(half.perSecond, 0), ...half.latency, reach: "p99 ≤ 50 ms" },
    cpuPer1000: {
      app: medianOf(rounds, ({ ours }) => ours.cpuPer1000.app),
      database: medianOf(rounds, ({ ours }) => ours.cpuPer1000.database),
      ours: medianOf(rounds, ({ ours }) => wholeCost(ours)),
      a: medianOf(rounds, ({ a }) => a.cpuPer1000),
      b: medianOf(rounds, ({ b }) => b.cpuPer1000),
    },
    batch: round(typical.batch, 1),
    peakMb: typical.peakMb,
    loadAverage: load1(),
    runs: { rounds, half },
  };
}
