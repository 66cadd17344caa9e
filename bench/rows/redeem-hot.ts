import { type Bench, load1, round, runLoad, withApp } from "../bench";
import type { Row } from "../report";
import { measureOurs } from "./redeem";

const HOT_PER_SECOND = 500;
const HOT_CONNECTIONS = 64;
/** Of what the product can do at most: the others' own load. */
const OTHERS_SHARE = 0.25;

/** One coupon asked for 500 times a second: what the holders of other coupons feel of it. */
export async function redeemHotRow(bench: Bench): Promise<Row> {
  const [hot] = bench.world.hotCodes;
  if (hot === undefined) throw new Error("no hot coupon");
  const found = await withApp(bench, async (app) => {
    const most = await measureOurs(bench, app);
    const rate = most.perSecond * OTHERS_SHARE;
    const alone = await measureOurs(bench, app, { rate });
    const [others, crowd] = await Promise.all([
      runLoad(bench, { rate }),
      runLoad(bench, { rate: HOT_PER_SECOND, codes: [hot], connections: HOT_CONNECTIONS }),
    ]);
    return { most, alone, others, crowd };
  });
  const { alone, others, crowd } = found;
  return {
    row: "redeem-hot",
    work: `${HOT_PER_SECOND} a second on one coupon, ${Math.round(alone.perSecond)} a second on 100,000 others`,
    peer: "the others' p99 without the hot one",
    perSecond: round(crowd.perSecond + others.perSecond, 0),
    ratios: { p99: round(others.latency.p99 / alone.latency.p99) },
    reach: { p99: "≤ 2" },
    latency: others.latency,
    without: alone.latency,
    hot: { ...crowd.latency, statuses: crowd.statuses },
    loadAverage: load1(),
    runs: found,
  };
}
