import type { Sql } from "postgres";
import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import type { Container } from "@/server/container";
import { expireCoupons, remindOfExpiry } from "@/server/coupons/commands/expire-coupons";
import { couponControl } from "@/server/coupons/router/control";
import { expectBooksHold } from "@/tests/support/books-hold";
import { redemptionsAs, refusalOf, sceneIn, test } from "@/tests/support/coupon-test";
const controlAs = createCallerFactory(couponControl);

const rowOf = async (sql: Sql, id: string) =>
  (
    await sql`select status, balance_centavos::int as balance, qr_version, short_code, expires_at, reminded_days from coupons where id = ${id}`
  )[0];

const movesOf = async (sql: Sql, id: string) =>
  (
    await sql`select code, debit, credit, amount_centavos::int as n from ledger_entries where coupon_id = ${id} order by id`
  )
    .map(({ code, debit, credit, n }) => `${String(code)} ${String(debit)} > ${String(credit)} ${String(n)}`)
    .slice(1);

const endIn = (sql: Sql, id: string, interval: string) =>
  sql`update coupons set expires_at = clock_timestamp() + ${interval}::interval where id = ${id}`;

async function expireNow(sql: Sql, container: Container, id: string): Promise<void> {
  await endIn(sql, id, "0 seconds");
  await expireCoupons(container.systemContext("expire-coupons"));
}

describe("a coupon whose time is over", () => {
  test("expires once, its money a liability and never income, and cannot be spent", async ({
    sql,
    world,
    container,
  }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const desk = () => redemptionsAs(world.contextOf(attendant));
    const at = { qrCode: coupon.code, stationId: station, pumpNumber: 1 };
    await desk().redeem({ ...at, amount: "250.00" });
    const { id: unspent } = await world.coupon({ owner: coupon.owner });
    await endIn(sql, coupon.id, "0 seconds");
    await endIn(sql, unspent, "0 seconds");
    const { id: later } = await world.coupon({ owner: coupon.owner });
    const ctx = container.systemContext("expire-coupons");
    await Promise.all([expireCoupons(ctx), expireCoupons(ctx), expireCoupons(ctx)]);
    expect(await expireCoupons(ctx)).toBe(0);
    expect(await rowOf(sql, coupon.id)).toMatchObject({ status: "EXPIRED", balance: 0 });
    expect(await rowOf(sql, later)).toMatchObject({ status: "ACTIVE" });
    expect(await movesOf(sql, coupon.id)).toEqual([
      "REDEEM COUPON > STATION_PAYABLE 25000",
      "EXPIRE COUPON > EXPIRED_LIABILITY 75000",
    ]);
    expect(await movesOf(sql, unspent)).toEqual(["EXPIRE COUPON > EXPIRED_LIABILITY 100000"]);
    expect(await refusalOf(desk().redeem({ ...at, amount: "50.00" }))).toBe("COUPON_EXPIRED");
  });

  test("takes back a voided redemption where its money is now", async ({ sql, world, container }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const desk = () => redemptionsAs(world.contextOf(attendant));
    const sale = await desk().redeem({ qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "300.00" });
    await expireNow(sql, container, coupon.id);
    await desk().void({ id: sale.id, reason: "bomba equivocada" });
    expect((await movesOf(sql, coupon.id)).at(-1)).toBe("VOID STATION_PAYABLE > EXPIRED_LIABILITY 30000");
    const admin = await world.person("ADMIN");
    await controlAs(world.contextOf(admin)).reissue({ id: coupon.id, reason: "cliente en hospital" });
    expect(await rowOf(sql, coupon.id)).toMatchObject({ status: "ACTIVE", balance: 100_000 });
  });
});

describe("reminders", () => {
  test("come 14, 3 and 1 days before, each once, and after a pause only the nearest", async ({
    sql,
    world,
    container,
  }) => {
    const { id } = await world.coupon({ owner: await world.person() });
    const ctx = container.systemContext("remind-of-expiry");
    const toldOf = async () =>
      (
        await sql`select payload->>'daysBefore' as days from events where type = 'CouponExpiring' and aggregate_id = ${id} order by id`
      ).map((row) => Number(row["days"]));
    for (const [left, told] of [
      ["15 days", []],
      ["13 days 23 hours", [14]],
      ["4 days", [14]],
      ["2 days 23 hours", [14, 3]],
      ["23 hours", [14, 3, 1]],
      ["1 hour", [14, 3, 1]],
    ] as const) {
      await endIn(sql, id, left);
      await Promise.all([remindOfExpiry(ctx), remindOfExpiry(ctx)]);
      await remindOfExpiry(ctx);
      expect(await toldOf(), left).toEqual(told);
    }
    const { id: late } = await world.coupon({ owner: await world.person() });
    await endIn(sql, late, "5 hours");
    await remindOfExpiry(ctx);
    const days =
      await sql`select payload->>'daysBefore' as days from events where type = 'CouponExpiring' and aggregate_id = ${late}`;
    expect(days.map((row) => row["days"])).toEqual(["1"]);
    await expireNow(sql, container, id);
    await expireNow(sql, container, late);
  });
});

describe("an admin", () => {
  test("makes an expired coupon spendable again, for 180 days and under a new code", async ({
    sql,
    world,
    container,
  }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const desk = () => redemptionsAs(world.contextOf(attendant));
    const at = { stationId: station, pumpNumber: 1, amount: "100.00" };
    await desk().redeem({ ...at, qrCode: coupon.code });
    await expireNow(sql, container, coupon.id);
    const before = await rowOf(sql, coupon.id);
    const control = () => controlAs(world.contextOf(admin));
    const admin = await world.person("ADMIN");
    await control().reissue({ id: coupon.id, reason: "cliente en hospital" });
    const after = await rowOf(sql, coupon.id);
    expect(after).toMatchObject({ status: "PARTIALLY_REDEEMED", balance: 90_000, qr_version: 2, reminded_days: null });
    expect(after?.["short_code"]).not.toBe(before?.["short_code"]);
    expect(Number(after?.["expires_at"])).toBeGreaterThan(Date.now() + 179 * 86_400_000);
    expect(await refusalOf(desk().redeem({ ...at, qrCode: coupon.code }))).toBe("QR_SUPERSEDED");
    await desk().redeem({ ...at, shortCode: String(after?.["short_code"]) });
    expect(await refusalOf(control().reissue({ id: coupon.id, reason: "otra vez" }))).toBe("STATE_CONFLICT");
    await expireNow(sql, container, coupon.id);
    await control().reissue({ id: coupon.id, reason: "otra vez" });
    expect(await rowOf(sql, coupon.id)).toMatchObject({ balance: 80_000, qr_version: 3 });
    expect((await movesOf(sql, coupon.id)).filter((move) => /EXPIRE|REINSTATE/.test(move))).toEqual([
      "EXPIRE COUPON > EXPIRED_LIABILITY 90000",
      "REINSTATE EXPIRED_LIABILITY > COUPON 90000",
      "EXPIRE COUPON > EXPIRED_LIABILITY 80000",
      "REINSTATE EXPIRED_LIABILITY > COUPON 80000",
    ]);
  });

  test("gives back what an expired coupon held, once however often it is asked", async ({ sql, world, container }) => {
    const owner = await world.person();
    const { id } = await world.coupon({ owner });
    await expireNow(sql, container, id);
    const ctx = world.contextOf(await world.person("ADMIN"));
    const ask = { id, reason: "no pudo cargar" };
    const once = await Promise.all([1, 2, 3].map(() => controlAs(ctx).refund(ask)));
    expect(once).toEqual([{ done: true }, { done: true }, { done: true }]);
    expect(await refusalOf(controlAs({ ...ctx, operationId: undefined }).refund(ask))).toBe("STATE_CONFLICT");
    expect(await refusalOf(controlAs(ctx).refund({ ...ask, reason: "otro motivo" }))).toBe("OPERATION_MISMATCH");
    expect(await rowOf(sql, id)).toMatchObject({ status: "CANCELLED", balance: 0 });
    expect((await movesOf(sql, id)).slice(0, 2)).toEqual([
      "EXPIRE COUPON > EXPIRED_LIABILITY 100000",
      "REFUND EXPIRED_LIABILITY > REFUNDS_PAYABLE 100000",
    ]);
    const [refund] = await sql`select reason, note from refunds where coupon_id = ${id}`;
    expect(refund).toEqual({ reason: "by_admin", note: "no pudo cargar" });
  });

  test("cannot do either to a prize, a spent coupon, or one that is spendable", async ({ sql, world, container }) => {
    const control = controlAs(world.contextOf(await world.person("ADMIN"), undefined));
    const owner = await world.person();
    const prize = await world.coupon({ owner, isPrize: true });
    await expireNow(sql, container, prize.id);
    expect(await refusalOf(control.refund({ id: prize.id, reason: "premio vencido" }))).toBe("STATE_CONFLICT");
    const live = await world.coupon({ owner });
    expect(await refusalOf(control.reissue({ id: live.id, reason: "sin motivo" }))).toBe("STATE_CONFLICT");
    await control.refund({ id: live.id, reason: "fuera de plazo" });
    expect(await refusalOf(control.reissue({ id: live.id, reason: "sin motivo" }))).toBe("STATE_CONFLICT");
  });

  test("is needed: nobody else may", async ({ world }) => {
    const { id } = await world.coupon({ owner: await world.person() });
    for (const role of ["CUSTOMER", "ATTENDANT", "STATION_MANAGER", "AUDITOR"] as const) {
      const control = controlAs(world.contextOf(await world.person(role)));
      expect(await refusalOf(control.refund({ id, reason: "porque sí" })), role).toBe("ACCESS_DENIED");
      expect(await refusalOf(control.reissue({ id, reason: "porque sí" })), role).toBe("ACCESS_DENIED");
    }
  });
});

test("the books hold after all of it", ({ databaseUrl }) => expectBooksHold(databaseUrl));
