import { uuidv7 } from "uuidv7";
import { expect } from "vitest";

import { expectBooksHold } from "@/tests/support/books-hold";
import { redemptionsAs, sceneIn, test } from "@/tests/support/coupon-test";
import { createWorld, openContainer, type WorldCoupon } from "@/tests/support/coupon-world";
import { type CommitFate, startPostgresProxy } from "@/tests/support/postgres-proxy";
import { scale, tell } from "@/tests/support/scale";

/** Of each of the two ways in which a connection may go. */
const ROUNDS = scale(50);

test.for(["lose-answer", "cut-before"] satisfies CommitFate[])(
  "when the connection goes at COMMIT (%s) everyone is told the truth, and nothing is lost or doubled",
  async (fate, { world, sql, databaseUrl }) => {
    const proxy = await startPostgresProxy(databaseUrl);
    const container = await openContainer(proxy.url);
    const behind = createWorld(sql, container);
    const { station, attendant, owner } = await sceneIn(world);
    const coupons: WorldCoupon[] = [];
    for (let i = 0; i < 8; i++) coupons.push(await world.coupon({ owner }));
    const redeem = ({ code }: WorldCoupon, opId: string) =>
      redemptionsAs(behind.contextOf(attendant, opId)).redeem({
        qrCode: code,
        stationId: station,
        pumpNumber: 1,
        amount: "10.00",
      });
    await redeem(coupons[0] ?? (await world.coupon({ owner })), uuidv7());

    for (let round = 0; round < ROUNDS; round++) {
      const before = proxy.done;
      proxy.plan(fate, 1);
      const opIds = coupons.map(() => uuidv7());
      const answers = await Promise.all(coupons.map((coupon, i) => redeem(coupon, opIds[i] ?? "")));
      expect(proxy.done).toBe(before + 1);
      const again = await Promise.all(coupons.map((coupon, i) => redeem(coupon, opIds[i] ?? "")));
      expect(again).toEqual(answers);
    }
    const [sold] = await sql`
      select count(*)::int as n, sum(cost_centavos)::int as pesos from redemptions
      where coupon_id = any(${coupons.map((coupon) => coupon.id)}::uuid[])`;
    const n = ROUNDS * coupons.length + 1;
    expect(sold).toEqual({ n, pesos: n * 1_000 });
    tell(`connections gone at COMMIT (${fate})`, { cuts: proxy.done, attempts: n, lost: 0, doubled: 0 });
    await container.close();
    await proxy.close();
    await expectBooksHold(databaseUrl);
  },
);
