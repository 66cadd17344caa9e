import { expect } from "vitest";

import { expectBooksHold } from "@/tests/support/books-hold";
import { refusalOf, sceneIn, test as withWorld } from "@/tests/support/coupon-test";
import { openContainer } from "@/tests/support/coupon-world";
import { sharedDevices } from "@/tests/support/shared-device";

const test = withWorld.extend("other", { scope: "file" }, async ({ databaseUrl }, { onCleanup }) => {
  const container = await openContainer(databaseUrl);
  onCleanup(() => container.close());
  return container;
});

test("a device revoked on one instance redeems nothing on another, and within a second does not even look", async ({
  sql,
  world,
  container,
  other,
  databaseUrl,
}) => {
  const shop = sharedDevices({ sql, world, container });
  const { station, coupon } = await sceneIn(world);
  const manager = await world.attendantAt(station, "STATION_MANAGER");
  const attendant = await shop.attendantWithPin(station);
  const device = await shop.paired(manager, station);
  const { accessToken: token } = await shop.signIn(device.key, attendant.id);
  const sent = { key: device.key, token };
  const ask = { qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "100.00" };
  // The other instance has just seen the device and remembers it.
  await (await shop.calls(sent, other)).redemptions.redeem(ask);
  const remembered = await shop.calls(sent, other);

  await shop.as(manager).devices.revoke({ id: device.id });
  const revokedAt = performance.now();

  expect(await refusalOf(remembered.redemptions.redeem(ask))).toBe("UNAUTHORIZED");
  await expect
    .poll(async () => (await shop.visit(sent, other)).actor.kind, { timeout: 1_000, interval: 20 })
    .toBe("anonymous");
  expect(performance.now() - revokedAt).toBeLessThan(1_100);
  expect(await refusalOf((await shop.calls({ key: device.key }, other)).devices.here())).toBe("UNAUTHORIZED");
  expect(await sql`select count(*)::int as n from redemptions where coupon_id = ${coupon.id}`).toEqual([{ n: 1 }]);
  await expectBooksHold(databaseUrl);
});

test("a sign-in and a revocation at the same instant leave no live session behind", async ({
  sql,
  world,
  container,
  other,
}) => {
  const shop = sharedDevices({ sql, world, container });
  const station = await world.station();
  const manager = await world.attendantAt(station, "STATION_MANAGER");
  const attendant = await shop.attendantWithPin(station);
  for (let n = 0; n < 5; n++) {
    const { id, key } = await shop.paired(manager, station);
    const pin = shop
      .calls({ key }, other)
      .then((calls) => calls.devices.signIn({ userId: attendant.id, pin: "907142" }));
    await Promise.allSettled([pin, shop.as(manager).devices.revoke({ id: id })]);
    expect(
      await sql`
      select 1 from user_sessions where station_device_id = ${id} and revoked_at is null`,
    ).toHaveLength(0);
  }
});
