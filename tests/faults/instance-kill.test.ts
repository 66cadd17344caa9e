import { uuidv7 } from "uuidv7";
import { expect } from "vitest";

import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, sceneIn, test } from "@/tests/support/coupon-test";
import type { WorldCoupon } from "@/tests/support/coupon-world";
import { openWatchedWay, pointsOf, redeeming } from "@/tests/support/fail-points";
import { startInstance } from "@/tests/support/instance";
import { bearerOf, type HttpAnswer, type HttpRedemption, redeemOverHttp } from "@/tests/support/redeem-over-http";
import { scale, tell } from "@/tests/support/scale";

const POINTS = pointsOf(redeeming);
/** Each point at least once. */
const KILLS = Math.max(scale(60), POINTS.length);
const AT_ONCE = 24;
const COUPONS = 6;
/** Attempts that have their answers before the one that is ended. */
const WARM = 3;

test("200 redemptions of 100.00 over HTTP on a coupon of 1,000.00: ten succeed, the rest get 409", async ({
  world,
  container,
  sql,
  databaseUrl,
}) => {
  const { station, attendant, coupon } = await sceneIn(world);
  const token = await bearerOf(container, attendant);
  const instance = await startInstance({ databaseUrl });
  const body = { qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "100.00" };
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => redeemOverHttp(instance.url, { token, opId: uuidv7(), body })),
  );
  const by = (status: number) => answers.filter((answer) => answer?.status === status).length;
  expect({ ok: by(200), conflict: by(409) }).toEqual({ ok: 10, conflict: 190 });
  const again = { token, opId: uuidv7(), body: { ...body, amount: "1.00" } };
  const [first, second] = [await redeemOverHttp(instance.url, again), await redeemOverHttp(instance.url, again)];
  expect(second).toEqual({ ...first, isReplay: true });
  await instance.stop();
  const [row] =
    await sql`select balance_centavos::int as left, redeemed_centavos::int as sold from coupons where id = ${coupon.id}`;
  expect(row).toEqual({ left: 0, sold: 100_000 });
  await drainEverything(container);
  await expectBooksHold(databaseUrl);
});

/** Sends everything again, with the same operation ids, until each has a definite answer. */
async function resolveAll(url: string, asks: readonly HttpRedemption[]): Promise<HttpAnswer[]> {
  return Promise.all(
    asks.map(async (ask) => {
      for (;;) {
        const answer = await redeemOverHttp(url, ask);
        if (answer && answer.status < 500) return answer;
      }
    }),
  );
}

test("killed at each point of a redemption and started again, each acknowledged redemption exists exactly once", async ({
  world,
  container,
  sql,
  databaseUrl,
}) => {
  const { station, attendant } = await sceneIn(world);
  const token = await bearerOf(container, attendant);
  const way = await openWatchedWay(databaseUrl, redeeming);
  const coupons: WorldCoupon[] = [];
  const sums = { kills: 0, attempts: 0, "answered before the kill": 0, lost: 0, doubled: 0 };
  const asksFor = (count: number, from: readonly WorldCoupon[]) =>
    Array.from({ length: count }, (_, i): HttpRedemption => {
      const body = { qrCode: from[i % from.length]?.code, stationId: station, pumpNumber: 1, amount: "25.00" };
      return { token, opId: uuidv7(), body };
    });
  let instance = await startInstance({ databaseUrl: way.url });
  for (let kill = 0; kill < KILLS; kill++) {
    const owner = await world.person();
    const fresh: WorldCoupon[] = [];
    for (let i = 0; i < COUPONS; i++) fresh.push(await world.coupon({ owner, face: 100_000 }));
    coupons.push(...fresh);
    const asks = asksFor(AT_ONCE, fresh);
    const warm = await resolveAll(instance.url, asks.slice(0, WARM));
    const isThere = way.reaches(POINTS[kill % POINTS.length] ?? "after the commit");
    const racing = asks.slice(WARM).map((ask) => redeemOverHttp(instance.url, ask));
    await isThere;
    await instance.kill();
    const heard = [...warm, ...(await Promise.all(racing))];
    instance = await startInstance({ databaseUrl: way.url });
    const resolved = await resolveAll(instance.url, asks);
    for (const [i, answer] of heard.entries()) {
      if (answer === undefined) continue;
      sums["answered before the kill"] += 1;
      expect(resolved[i]).toEqual({ ...answer, isReplay: true });
    }
    expect(new Set(resolved.map((answer) => answer.status))).toEqual(new Set([200]));
    sums.kills += 1;
    sums.attempts += asks.length;
  }
  await instance.stop();
  await way.close();
  const [sold] = await sql`
    select count(*)::int as n, sum(cost_centavos)::int as pesos from redemptions
    where coupon_id = any(${coupons.map((coupon) => coupon.id)}::uuid[])`;
  expect(sold).toEqual({ n: sums.attempts, pesos: sums.attempts * 2_500 });
  tell("killed instances", { ...sums, points: POINTS.length });
  await drainEverything(container);
  await expectBooksHold(databaseUrl);
});
