import { expect } from "vitest";

import { expireCoupons } from "@/server/coupons/commands/expire-coupons";
import { test } from "@/tests/support/coupon-test";

test("a coupon that somebody holds is left for the next run of the expiry", async ({ sql, world, container }) => {
  const held = await world.coupon({ owner: await world.person() });
  await sql`update coupons set expires_at = clock_timestamp() where id = ${held.id}`;
  const ctx = container.systemContext("expire-coupons");
  const status = async () => (await sql`select status from coupons where id = ${held.id}`)[0]?.["status"];
  await sql.begin(async (tx) => {
    await tx`select 1 from coupons where id = ${held.id} for update`;
    await expireCoupons(ctx);
    expect(await status()).toBe("ACTIVE");
  });
  await expireCoupons(ctx);
  expect(await status()).toBe("EXPIRED");
});
