import type { Sql } from "postgres";

import { type Bench, costFromNow, load1, median, round, skipEvents, withApp } from "../bench";
import { cancelRaffle, openRaffle } from "../raffles/open-raffle";
import type { WorkFindings } from "../raffles/orders";
import { runWork, withContainer } from "../raffles/run-work";
import type { Row } from "../report";
import { measureOurs, type OursRun } from "./redeem";

const ROUNDS = 3;
const EVENTS = 200_000;
const AT_A_TIME = 20_000;
const A_DAY = 86_400;

type Lag = { readonly p50: number; readonly p95: number; readonly p99: number; readonly worst: number };
type Drained = { readonly perSecond: number; readonly database: number; readonly found: WorkFindings };

/** From the redemption's own instant until the transaction that wrote its grant was committed, in milliseconds. */
async function lagOf(sql: Sql, raffleId: string): Promise<Lag> {
  const [lag] = await sql<Lag[]>`
    with lags as (
      select extract(epoch from pg_xact_commit_timestamp(g.xmin) - k.redeemed_at)::float8 * 1000 as ms
      from ticket_grants g join redemption_keys k on k.redemption_id = g.source_id where g.raffle_id = ${raffleId})
    select percentile_cont(0.5) within group (order by ms) as p50, percentile_cont(0.95) within group (order by ms) as p95,
      percentile_cont(0.99) within group (order by ms) as p99, max(ms) as worst from lags`;
  if (!lag) throw new Error("no redemption became tickets");
  return lag;
}

/** Redemptions of 100.00 by the owners of the planted coupons, as the pump would have told them. */
async function plantEvents(sql: Sql): Promise<void> {
  await skipEvents(sql);
  for (let done = 0; done < EVENTS; done += AT_A_TIME)
    await sql`
      insert into events (event_id, epoch, xid, type, version, aggregate_id, actor, occurred_at, payload)
      select gen_random_uuid(), cluster.epoch, pg_current_xact_id(), 'CouponRedeemed', 1, c.id, 'system:bench', now(),
        jsonb_build_object('redemptionId', gen_random_uuid(), 'couponId', c.id, 'userId', c.user_id, 'stationId', p.station_id,
          'attendantId', p.attendant_id, 'fuel', 'REGULAR', 'volumeMillilitres', 4255, 'pesosCentavos', 10000,
          'priceTenthMilli', 235000, 'redeemedBeforeCentavos', 0, 'redeemedAfterCentavos', 10000, 'ticketsEarned', 1,
          'ticketRule', 1, 'redeemedAt', to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'paidByPrize', false)
      from cluster, generate_series(1, ${AT_A_TIME}) n
      join bench_coupons b on b.n = 1 + (n * 37 + ${done}) % (select count(*) from bench_coupons)
      join coupons c on c.id = b.coupon_id
      join bench_places p on p.n = 1 + n % (select count(*) from bench_places)`;
  await sql`vacuum analyze events`;
}

async function drainOnce(bench: Bench): Promise<Drained> {
  const raffleId = await withContainer(bench, (container) => openRaffle(container, bench.sql, A_DAY));
  await plantEvents(bench.sql);
  await bench.sql`checkpoint`;
  const cost = costFromNow(bench);
  const found = await runWork(bench, { work: "drain", raffleId });
  const { database } = cost();
  const [kept] = await bench.sql`select count(*)::int as grants from ticket_grants where raffle_id = ${raffleId}`;
  if (kept?.["grants"] !== EVENTS) throw new Error(`${kept?.["grants"]} of ${EVENTS} events became grants`);
  await withContainer(bench, (container) => cancelRaffle(container, bench.sql, raffleId));
  const perSecond = EVENTS / (found.seconds["drain"] ?? Number.NaN);
  console.log(`  drained ${Math.round(perSecond)}/s, load average ${load1()}`);
  return { perSecond, database, found };
}

/** Redemptions at full load with a raffle open: how many a second, and how late their tickets are. */
async function redeemUnderRaffle(bench: Bench): Promise<{ ours: OursRun; lag: Lag }> {
  const raffleId = await withContainer(bench, (container) => openRaffle(container, bench.sql, A_DAY));
  const ours = await withApp(bench, (app) => measureOurs(bench, app));
  const lag = await lagOf(bench.sql, raffleId);
  await withContainer(bench, (container) => cancelRaffle(container, bench.sql, raffleId));
  console.log(`  redeemed ${Math.round(ours.perSecond)}/s, tickets p99 ${Math.round(lag.p99)} ms later`);
  return { ours, lag };
}

/** Draining a long queue of redemption events into one raffle, against how fast redemptions can come at all. */
export async function ticketsRow(bench: Bench): Promise<Row> {
  const { ours, lag } = await redeemUnderRaffle(bench);
  const rounds: Drained[] = [];
  while (rounds.length < ROUNDS) rounds.push(await drainOnce(bench));
  const perSecond = median(rounds.map((drained) => drained.perSecond));
  const typical = rounds.find((drained) => drained.perSecond === perSecond);
  if (!typical) throw new Error("no round is the median");
  const per1000 = (seconds: number): number => round((seconds / EVENTS) * 1_000);
  return {
    row: "tickets",
    work: `${EVENTS} redemption events into one raffle's log; the latency is from a redemption to its tickets at full load`,
    peer: "the rate of redemptions over HTTP with a raffle open, in the same run",
    perSecond: round(perSecond, 0),
    ratios: { redemptions: round(perSecond / ours.perSecond) },
    reach: { redemptions: "≥ 5; lag p99 ≤ 1 s" },
    latency: lag,
    cpuPer1000: { app: per1000(typical.found.cpuSeconds), database: per1000(typical.database) },
    peakMb: typical.found.peakMb,
    loadAverage: load1(),
    runs: { ours, rounds },
  };
}
