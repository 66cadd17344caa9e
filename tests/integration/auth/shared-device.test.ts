import { describe, expect } from "vitest";

import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, refusalOf, sceneIn, test as withWorld } from "@/tests/support/coupon-test";
import { PASSWORD, PIN, sharedDevices } from "@/tests/support/shared-device";

const test = withWorld.extend("shop", { scope: "file" }, async ({ sql, world, container }) =>
  sharedDevices({ sql, world, container }),
);

describe("pairing", () => {
  test("takes the manager's code once, however it is typed, and keeps neither code nor key", async ({
    sql,
    world,
    shop,
  }) => {
    const { station } = await sceneIn(world);
    const manager = await world.attendantAt(station, "STATION_MANAGER");
    const { id, code } = await shop.offer(manager, station);
    const stranger = await shop.calls();
    const { key } = await stranger.devices.pair({ code: code.toLowerCase().replace("-", " ") });
    expect(await refusalOf(stranger.devices.pair({ code }))).toBe("VALIDATION_ERROR");
    expect(await (await shop.calls({ key })).devices.here()).toMatchObject({ id, name: "Isla 1", people: [] });
    const [row] = await sql`select * from station_devices where id = ${id}`;
    const kept = JSON.stringify([row, await sql`select payload from events where aggregate_id = ${id}`]);
    expect(kept).not.toContain(key);
    expect(kept).not.toContain(code.replace("-", ""));
    const types = await sql`select type from events where aggregate_id = ${id} order by id`;
    expect(types.map(({ type }) => String(type))).toEqual(["DeviceOffered", "DevicePaired"]);
  });

  test("is for the station's own manager, and ends after five minutes", async ({ sql, world, shop }) => {
    const [here, there] = [await world.station(), await world.station()];
    const manager = await world.attendantAt(here, "STATION_MANAGER");
    expect(await refusalOf(shop.offer(manager, there))).toBe("NOT_FOUND");
    expect(await refusalOf(shop.as(manager).devices.list({ id: there }))).toBe("NOT_FOUND");
    expect(await refusalOf(shop.offer(await world.attendantAt(here), here))).toBe("ACCESS_DENIED");
    const { id, code } = await shop.offer(manager, here);
    await sql`update station_devices set pairing_expires_at = now() where id = ${id}`;
    expect(await refusalOf((await shop.calls()).devices.pair({ code }))).toBe("VALIDATION_ERROR");
    const { devices } = await shop.as(manager).devices.list({ id: here });
    expect(devices).toMatchObject([{ id, state: "LAPSED", offeredBy: "Ana Ruiz", pairedAt: null }]);
  });

  test("slows down whoever guesses codes, and nobody else", async ({ world, shop }) => {
    const here = await world.station();
    const manager = await world.attendantAt(here, "STATION_MANAGER");
    const guess = async (network: string) =>
      refusalOf((await shop.calls({ network })).devices.pair({ code: "AAAAA-AAAAA" }));
    for (let n = 0; n < 5; n++) expect(await guess("203.0.113.5")).toBe("VALIDATION_ERROR");
    expect(await guess("203.0.113.5")).toBe("RATE_LIMITED");
    const { code } = await shop.offer(manager, here);
    await expect((await shop.calls({ network: "203.0.113.6" })).devices.pair({ code })).resolves.toBeDefined();
  });
});

describe("a PIN on a paired device", () => {
  test("opens a session that redeems, and the redemption keeps attendant and device", async ({
    sql,
    world,
    shop,
    container,
    databaseUrl,
  }) => {
    const { station, coupon } = await sceneIn(world);
    const manager = await world.attendantAt(station, "STATION_MANAGER");
    const attendant = await shop.attendantWithPin(station);
    const { id, key } = await shop.paired(manager, station);
    const here = await (await shop.calls({ key })).devices.here();
    expect(here.people).toEqual([{ id: attendant.id, name: "Ana R." }]);
    const { accessToken: token } = await shop.signIn(key, attendant.id);
    const calls = await shop.calls({ key, token });
    const ask = { qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "200.00" };
    const done = await calls.redemptions.redeem(ask);
    expect(await sql`select attendant_id, station_device_id from redemptions where id = ${done.id}`).toEqual([
      { attendant_id: attendant.id, station_device_id: id },
    ]);
    await drainEverything(container);
    await expectBooksHold(databaseUrl);
  });

  test("is worth nothing on any other device, nor without one", async ({ world, shop }) => {
    const station = await world.station();
    const manager = await world.attendantAt(station, "STATION_MANAGER");
    const attendant = await shop.attendantWithPin(station);
    const [first, second] = [await shop.paired(manager, station), await shop.paired(manager, station)];
    const grant = await shop.signIn(first.key, attendant.id);
    const seen = async (key?: string) => (await shop.visit({ key, token: grant.accessToken })).actor.kind;
    expect(await seen(first.key)).toBe("user");
    expect(await seen(second.key)).toBe("anonymous");
    expect(await seen()).toBe("anonymous");
    const { refreshToken } = grant;
    for (const key of [second.key, undefined]) {
      expect(await refusalOf((await shop.calls({ key })).auth.refresh({ refreshToken }))).toBe("UNAUTHORIZED");
    }
    await expect((await shop.calls({ key: first.key })).auth.refresh({ refreshToken })).resolves.toBeDefined();
    expect(await refusalOf((await shop.calls()).devices.signIn({ userId: attendant.id, pin: PIN }))).toBe(
      "UNAUTHORIZED",
    );
  });

  test("opens work at the pump of this station and nothing of the account", async ({ world, shop }) => {
    const { station, coupon } = await sceneIn(world);
    const other = await world.station();
    const manager = await world.attendantAt(station, "STATION_MANAGER");
    const attendant = await shop.attendantWithPin(station);
    await world.assign(attendant, other);
    const { key } = await shop.paired(manager, station);
    const { accessToken: token } = await shop.signIn(key, attendant.id);
    const calls = await shop.calls({ key, token });
    await expect(calls.auth.profile()).resolves.toMatchObject({ id: attendant.id });
    expect(await refusalOf(calls.auth.updateProfile({ firstName: "Otra" }))).toBe("ACCESS_DENIED");
    expect(await refusalOf(calls.auth.enrollMfa({}))).toBe("ACCESS_DENIED");
    expect(await refusalOf(calls.auth.setPin({ pin: "135790", password: PASSWORD }))).toBe("ACCESS_DENIED");
    const ask = { qrCode: coupon.code, stationId: other, pumpNumber: 1, amount: "100.00" };
    expect(await refusalOf(calls.redemptions.redeem(ask))).toBe("ACCESS_DENIED");
  });

  test("ends the session before it, and its own after two minutes and a half without use", async ({
    sql,
    world,
    shop,
  }) => {
    const station = await world.station();
    const manager = await world.attendantAt(station, "STATION_MANAGER");
    const [ana, beto] = [await shop.attendantWithPin(station), await shop.attendantWithPin(station)];
    const { id, key } = await shop.paired(manager, station);
    const before = await shop.signIn(key, ana.id);
    await shop.signIn(key, beto.id);
    const ended = await sql`
      select user_id, revoked_reason from user_sessions where station_device_id = ${id} and revoked_at is not null`;
    expect(ended).toEqual([{ user_id: ana.id, revoked_reason: "SWITCHED" }]);
    expect((await shop.visit({ key, token: before.accessToken })).actor.kind).toBe("anonymous");
    const [open] = await sql`
      select extract(epoch from expires_at - created_at)::int as seconds from user_sessions
      where station_device_id = ${id} and revoked_at is null`;
    expect(open).toEqual({ seconds: 150 });
  });

  test("is refused alike for whoever does not work here, is no attendant, or has another PIN", async ({
    sql,
    world,
    shop,
  }) => {
    const [station, other] = [await world.station(), await world.station()];
    const manager = await world.attendantAt(station, "STATION_MANAGER");
    await shop.givePin(manager);
    const stranger = await shop.attendantWithPin(other);
    const attendant = await shop.attendantWithPin(station);
    const { id, key } = await shop.paired(manager, station);
    expect(await refusalOf(shop.signIn(key, manager.id))).toBe("ACCESS_DENIED");
    expect(await refusalOf(shop.signIn(key, stranger.id))).toBe("ACCESS_DENIED");
    expect(await refusalOf(shop.signIn(key, attendant.id, "135790"))).toBe("ACCESS_DENIED");
    expect(await sql`select 1 from user_sessions where station_device_id = ${id}`).toHaveLength(0);
  });

  test("slows the guesser of one person down on that device, and keeps nobody out", async ({ world, shop }) => {
    const station = await world.station();
    const manager = await world.attendantAt(station, "STATION_MANAGER");
    const [ana, beto] = [await shop.attendantWithPin(station), await shop.attendantWithPin(station)];
    const [first, second] = [await shop.paired(manager, station), await shop.paired(manager, station)];
    for (let n = 0; n < 5; n++) expect(await refusalOf(shop.signIn(first.key, ana.id, "135790"))).toBe("ACCESS_DENIED");
    expect(await refusalOf(shop.signIn(first.key, ana.id))).toBe("RATE_LIMITED");
    await expect(shop.signIn(first.key, beto.id)).resolves.toBeDefined();
    await expect(shop.signIn(second.key, ana.id)).resolves.toBeDefined();
  });
});
