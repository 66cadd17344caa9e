import type { App } from "../app";
import { type Bench, load1, median, round, runLoad, withApp } from "../bench";
import type { LoadFindings } from "../load/orders";
import type { Row } from "../report";
import { measureOurs } from "./redeem";

const ROUNDS = 3;
/** A second, on the one coupon; less where the machine cannot carry it. */
const HOT_PER_SECOND = 500;
const HOT_CONNECTIONS = 64;
/** Of what the product can do at most: what the others ask for, and what the hot one may add. */
const SHARE = 0.25;

type Pair = { readonly alone: LoadFindings; readonly others: LoadFindings; readonly hot: LoadFindings };
type Rates = { readonly rate: number; readonly hotRate: number };

async function measurePair(bench: Bench, app: App, { rate, hotRate, code }: Rates & { code: string }): Promise<Pair> {
  const alone = await measureOurs(bench, app, { rate });
  const [others, hot] = await Promise.all([
    runLoad(bench, { rate }),
    runLoad(bench, { rate: hotRate, codes: [code], connections: HOT_CONNECTIONS }),
  ]);
  console.log(
    `  p99 of the others: ${round(alone.latency.p99, 1)} ms alone, ${round(others.latency.p99, 1)} ms beside it`,
  );
  return { alone, others, hot };
}

/** One coupon asked for far more often than it can give: what the holders of other coupons feel of it. */
export async function redeemHotRow(bench: Bench): Promise<Row> {
  const codes = bench.world.hotCodes.slice(0, ROUNDS);
  const { most, rates, pairs } = await withApp(bench, async (app) => {
    const most = await measureOurs(bench, app);
    const rate = most.perSecond * SHARE;
    const rates: Rates = { rate, hotRate: Math.min(HOT_PER_SECOND, rate) };
    const pairs: Pair[] = [];
    for (const code of codes) pairs.push(await measurePair(bench, app, { ...rates, code }));
    return { most, rates, pairs };
  });
  const ratioOf = ({ alone, others }: Pair): number => others.latency.p99 / alone.latency.p99;
  const ratio = median(pairs.map(ratioOf));
  const typical = pairs.find((pair) => ratioOf(pair) === ratio);
  if (!typical) throw new Error("no pair is the median");
  const { alone, others, hot } = typical;
  return {
    row: "redeem-hot",
    work: `${Math.round(rates.hotRate)} a second on one coupon, ${Math.round(rates.rate)} a second on the others`,
    peer: "the others' p99 without the hot one",
    perSecond: round(others.perSecond + hot.perSecond, 0),
    ratios: { p99: round(ratio) },
    reach: { p99: "≤ 2" },
    latency: others.latency,
    without: alone.latency,
    hot: { ...hot.latency, statuses: hot.statuses },
    batch: round(most.batch, 1),
    loadAverage: load1(),
    runs: { most, pairs },
  };
}
