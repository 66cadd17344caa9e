import { setTimeout as pause } from "node:timers/promises";

import { uuidv7 } from "uuidv7";
import { expect } from "vitest";

import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, sceneIn, test } from "@/tests/support/coupon-test";
import type { WorldCoupon } from "@/tests/support/coupon-world";
import { type Instance, startInstance } from "@/tests/support/instance";
import { bearerOf, type HttpAnswer, type HttpRedemption, redeemOverHttp } from "@/tests/support/redeem-over-http";

const KILLS = 3;
const AT_ONCE = 120;

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

test("killed in the middle of the race and started again, each acknowledged redemption exists exactly once", async ({
  world,
  container,
  sql,
  databaseUrl,
}) => {
  const { station, attendant, owner } = await sceneIn(world);
  const token = await bearerOf(container, attendant);
  const coupons: WorldCoupon[] = [];
  for (let i = 0; i < 12; i++) coupons.push(await world.coupon({ owner, face: 100_000 }));
  let instance: Instance = await startInstance({ databaseUrl });
  let acknowledged = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const asks = Array.from({ length: AT_ONCE }, (_, i): HttpRedemption => {
      const qrCode = coupons[i % coupons.length]?.code;
      return { token, opId: uuidv7(), body: { qrCode, stationId: station, pumpNumber: 1, amount: "25.00" } };
    });
    const racing = asks.map((ask) => redeemOverHttp(instance.url, ask));
    await Promise.race([...racing.slice(0, 1 + kill * 20), pause(3_000)]);
    await instance.kill();
    const heard = await Promise.all(racing);
    instance = await startInstance({ databaseUrl });
    const resolved = await resolveAll(instance.url, asks);
    for (const [i, answer] of heard.entries()) {
      if (answer === undefined) continue;
      acknowledged += 1;
      expect(resolved[i]).toEqual({ ...answer, isReplay: true });
    }
    expect(new Set(resolved.map((answer) => answer.status))).toEqual(new Set([200]));
  }
  await instance.stop();
  expect(acknowledged).toBeGreaterThan(0);
  const [sold] = await sql`
    select count(*)::int as n, sum(cost_centavos)::int as pesos from redemptions
    where coupon_id = any(${coupons.map((coupon) => coupon.id)}::uuid[])`;
  expect(sold).toEqual({ n: KILLS * AT_ONCE, pesos: KILLS * AT_ONCE * 2_500 });
  await drainEverything(container);
  await expectBooksHold(databaseUrl);
});
