import { randomBytes } from "node:crypto";

import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { newId } from "@/server/container";
import { shortCodeOf } from "@/server/coupons/domain/short-code";
import { fraudRouter } from "@/server/coupons/router/fraud";
import { drainEverything, redemptionsAs, refusalOf, sceneIn, type Scene, test } from "@/tests/support/coupon-test";
import type { World } from "@/tests/support/coupon-world";

const callerOf = createCallerFactory(fraudRouter);
const far = { latitude: 20.6767, longitude: -103.3475 };
const here = { latitude: 19.4327, longitude: -99.1331 };

type More = { amount?: string; location?: typeof here; coupon?: Scene["coupon"] };

function redeem(world: World, scene: Scene, { amount = "100.00", location, coupon = scene.coupon }: More = {}) {
  const ask = { qrCode: coupon.code, stationId: scene.station, pumpNumber: 1, amount, ...(location && { location }) };
  return redemptionsAs(world.contextOf(scene.attendant)).redeem(ask);
}

describe("after a redemption", () => {
  test("an ordinary one is not flagged, one far away is, once, with how far", async ({ world, container, sql }) => {
    const scene = await sceneIn(world);
    await redeem(world, scene, { location: here });
    await drainEverything(container);
    expect(await sql`select 1 from fraud_flags where attendant_id = ${scene.attendant.id}`).toHaveLength(0);
    const { id } = await redeem(world, scene, { location: far });
    await drainEverything(container);
    const flags =
      await sql`select rule, score, evidence, coupon_id, station_id from fraud_flags where redemption_id = ${id}`;
    expect([...flags]).toEqual([
      {
        ...{ rule: "FAR_FROM_STATION", score: 80, coupon_id: scene.coupon.id, station_id: scene.station },
        evidence: { meters: expect.closeTo(461_000, -4) },
      },
    ]);
    await sql`update subscriptions set last_epoch = 0, last_xid = '0', last_id = 0 where name = 'fraud'`;
    await drainEverything(container);
    expect(await sql`select 1 from fraud_flags where attendant_id = ${scene.attendant.id}`).toHaveLength(1);
  });

  test("the fourth of a coupon in ten minutes and the sixth of a device in a minute are flagged", async ({
    world,
    container,
    sql,
  }) => {
    const scene = await sceneIn(world);
    const rules = async () => {
      await drainEverything(container);
      const rows = await sql`select rule from fraud_flags where attendant_id = ${scene.attendant.id} order by rule`;
      return rows.map((row) => row["rule"]);
    };
    for (let n = 0; n < 3; n++) await redeem(world, scene);
    expect(await rules()).toEqual([]);
    await redeem(world, scene);
    expect(await rules()).toEqual(["COUPON_VELOCITY"]);
    const others = [await world.coupon({ owner: scene.owner }), await world.coupon({ owner: scene.owner })] as const;
    await redeem(world, scene, { coupon: others[0] });
    expect(await rules()).toEqual(["COUPON_VELOCITY"]);
    await redeem(world, scene, { coupon: others[1] });
    expect(await rules()).toEqual(["COUPON_VELOCITY", "DEVICE_VELOCITY"]);
  });

  test("thirty of an attendant in ten minutes are flagged, whatever the coupons", async ({ world, container, sql }) => {
    const scene = await sceneIn(world);
    const coupons = await Promise.all(Array.from({ length: 30 }, () => world.coupon({ owner: scene.owner })));
    await Promise.all(coupons.slice(0, 29).map((coupon) => redeem(world, scene, { coupon })));
    await drainEverything(container);
    const flagged = () =>
      sql`select 1 from fraud_flags where attendant_id = ${scene.attendant.id} and rule = 'ATTENDANT_VELOCITY'`;
    expect(await flagged()).toHaveLength(0);
    const last = coupons[29];
    if (!last) throw new Error("thirty coupons were made");
    await redeem(world, scene, { coupon: last });
    await drainEverything(container);
    expect(await flagged()).toHaveLength(1);
  });

  test("the fifth tiny part of a coupon, and any outside the station's hours, are flagged", async ({
    world,
    container,
    sql,
  }) => {
    const scene = await sceneIn(world);
    for (let n = 0; n < 4; n++) await redeem(world, scene, { amount: "40.00" });
    await drainEverything(container);
    const rules = async () =>
      (
        await sql`select rule from fraud_flags where attendant_id = ${scene.attendant.id} and rule in ('MANY_TINY_PARTIALS', 'AFTER_HOURS') order by rule`
      ).map((row) => row["rule"]);
    expect(await rules()).toEqual([]);
    const [{ now } = { now: "" }] = await sql<{ now: string }[]>`
      select to_char((now() at time zone 'America/Mexico_City') - interval '3 hours', 'HH24:MI') as now`;
    await sql`update stations set is_open_all_day = false where id = ${scene.station}`;
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      await sql`insert into station_hours (station_id, weekday, opens_at, closes_at)
        values (${scene.station}, ${weekday}, ${now}, ${now}::time + interval '1 minute')`;
    await redeem(world, scene, { amount: "40.00" });
    await drainEverything(container);
    expect(await rules()).toEqual(["AFTER_HOURS", "MANY_TINY_PARTIALS"]);
  });

  test("five codes that are none of ours, and a genuine one without a coupon, are flagged", async ({
    world,
    container,
    sql,
  }) => {
    const { attendant } = await sceneIn(world);
    const preview = (code: { qrCode: string } | { shortCode: string }) =>
      refusalOf(redemptionsAs(world.contextOf(attendant)).preview(code));
    for (let n = 0; n < 3; n++) await preview({ shortCode: shortCodeOf(new Uint8Array(randomBytes(7))) });
    await preview({ qrCode: "JSM1.K1.NOTHING" });
    await drainEverything(container);
    const rules = async () =>
      (await sql`select rule, score from fraud_flags where attendant_id = ${attendant.id} order by rule`).map(
        (row) => ({
          ...row,
        }),
      );
    expect(await rules()).toEqual([]);
    const couponId = newId("coupon");
    const [issuedAt, expiresAt] = [new Date(), new Date(Date.now() + 86_400_000)];
    const claims = { couponId, qrVersion: 1, issuedAt, expiresAt, fuel: "REGULAR", isOneStation: false } as const;
    await preview({ qrCode: (await container.services.couponSigner.sign(claims)).code });
    await drainEverything(container);
    expect(await rules()).toEqual([
      { rule: "REFUSED_CODES", score: 60 },
      { rule: "SIGNED_CODE_WITHOUT_COUPON", score: 100 },
    ]);
  });
});

describe("the list for review", () => {
  test("shows what was found and why, and takes one review with a note from an admin", async ({
    world,
    container,
    sql,
  }) => {
    const scene = await sceneIn(world);
    const done = await redeem(world, scene, { location: far });
    await drainEverything(container);
    const admin = await world.person("ADMIN");
    const as = (who: typeof admin) => callerOf(world.contextOf(who));
    const { flags, open } = await as(admin).flags({ state: "OPEN", stationId: scene.station });
    expect(open).toBeGreaterThan(0);
    expect(flags).toMatchObject([
      {
        ...{ rule: "FAR_FROM_STATION", redemption: { reference: done.reference }, couponId: scene.coupon.id },
        ...{ attendant: { name: "Ana Ruiz" }, station: { id: scene.station }, review: null },
      },
    ]);
    const [flag] = flags;
    if (!flag) throw new Error("no flag");
    const review = { id: flag.id, verdict: "DISMISSED", note: "El teléfono perdió el GPS" } as const;
    for (const role of ["ATTENDANT", "STATION_MANAGER", "CUSTOMER", "AUDITOR"] as const)
      expect(await refusalOf(as(await world.person(role)).review(review))).toBe("ACCESS_DENIED");
    expect(await as(admin).review(review)).toMatchObject({ verdict: "DISMISSED" });
    expect(await refusalOf(as(admin).review({ ...review, verdict: "CONFIRMED" }))).toBe("STATE_CONFLICT");
    const { flags: left } = await as(admin).flags({ state: "OPEN", stationId: scene.station });
    expect(left).toEqual([]);
    const { flags: seen } = await as(await world.person("AUDITOR")).flags({ stationId: scene.station });
    expect(seen).toMatchObject([{ review: { verdict: "DISMISSED", note: "El teléfono perdió el GPS" } }]);
    const [event] =
      await sql`select actor, payload from events where type = 'FraudFlagReviewed' and aggregate_id = ${flag.id}`;
    expect(event).toMatchObject({ actor: `user:${admin.id}`, payload: { verdict: "DISMISSED" } });
    await expect(sql`update fraud_flags set score = 1 where id = ${flag.id}`).rejects.toThrow(/one review/);
  });

  test("is read page by page, by rule", async ({ world, container }) => {
    const scene = await sceneIn(world);
    for (let n = 0; n < 3; n++) await redeem(world, scene, { location: far });
    await drainEverything(container);
    const admin = callerOf(world.contextOf(await world.person("ADMIN")));
    const first = await admin.flags({ stationId: scene.station, rule: "FAR_FROM_STATION", limit: 2 });
    expect(first.flags).toHaveLength(2);
    const rest = await admin.flags({
      ...{ stationId: scene.station, rule: "FAR_FROM_STATION", limit: 2 },
      cursor: first.nextCursor as never,
    });
    expect(rest).toMatchObject({ flags: [{ rule: "FAR_FROM_STATION" }], nextCursor: null });
  });
});
