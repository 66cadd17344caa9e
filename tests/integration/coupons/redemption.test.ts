import { uuidv7 } from "uuidv7";
import { describe, expect } from "vitest";

import { Refused } from "@/server/platform/refused";
import { redemptionsAs, refusalOf, sceneIn, test } from "@/tests/support/coupon-test";

describe("a redemption at the pump", () => {
  test("of 500.00 takes the litres of the price, leaves the rest and earns its tickets", async ({ world, sql }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const done = await redemptionsAs(world.contextOf(attendant)).redeem({
      qrCode: coupon.code,
      stationId: station,
      pumpNumber: 2,
      amount: "500.00",
      location: { latitude: 19.4326, longitude: -99.1332 },
    });
    expect(done).toMatchObject({
      couponId: coupon.id,
      stationId: station,
      fuelType: "REGULAR",
      fuelAmount: "21.276",
      pricePerLiter: "23.50",
      totalCost: "500.00",
      balance: "500.00",
      ticketsGenerated: 0,
      ticketsReason: "not-covered",
      pumpNumber: 2,
      couponStatus: "PARTIALLY_REDEEMED",
    });
    const [row] =
      await sql`select tickets_earned, asked_in, st_x(location) as x from redemptions where id = ${done.id}`;
    expect(row).toEqual({ tickets_earned: 6, asked_in: "PESOS", x: -99.1332 });
    const [books] =
      await sql`select debit, credit, amount_centavos, station_id from ledger_entries where ref = ${done.id}`;
    expect(books).toEqual({
      debit: "COUPON",
      credit: "STATION_PAYABLE",
      amount_centavos: "50000",
      station_id: station,
    });
    const [event] =
      await sql`select type, actor, aggregate_id, payload from events where payload->>'redemptionId' = ${done.id}`;
    expect(event).toMatchObject({ type: "CouponRedeemed", actor: `user:${attendant.id}`, aggregate_id: coupon.id });
    expect(event?.["payload"]).toMatchObject({ pesosCentavos: 50_000, redeemedBeforeCentavos: 0, ticketsEarned: 6 });
  });

  test("in litres rounds half up, by short code too, until the coupon is used up", async ({ world }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const at = { stationId: station, pumpNumber: 1 };
    const first = await redemptionsAs(world.contextOf(attendant)).redeem({
      ...at,
      shortCode: coupon.shortCode,
      fuelAmount: "40.001",
    });
    expect(first).toMatchObject({ totalCost: "940.02", balance: "59.98" });
    const rest = await redemptionsAs(world.contextOf(attendant)).redeemCoupon({
      ...at,
      id: coupon.id,
      qrCode: coupon.code,
      amount: "59.98",
    });
    expect(rest).toMatchObject({ balance: "0.00", couponStatus: "REDEEMED" });
    const more = redemptionsAs(world.contextOf(attendant)).redeem({ ...at, qrCode: coupon.code, amount: "10.00" });
    expect(await refusalOf(more)).toBe("COUPON_ALREADY_REDEEMED");
  });

  test("opens the shift once and keeps to it", async ({ world, sql }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    for (const amount of ["100.00", "120.00"])
      await redemptionsAs(world.contextOf(attendant)).redeem({
        qrCode: coupon.code,
        stationId: station,
        pumpNumber: 1,
        amount,
      });
    const shifts = await sql`select id from shifts where attendant_id = ${attendant.id}`;
    expect(shifts).toHaveLength(1);
    const screen = await redemptionsAs(world.contextOf(attendant)).shift({});
    expect(screen).toMatchObject({ station: { id: station }, shift: { redemptions: 2, voids: 0, pesos: "220.00" } });
    expect(screen.lastOperations.map((row) => row.totalCost)).toEqual(["120.00", "100.00"]);
  });
});

describe("an operation id", () => {
  test("answers again byte for byte, marked as a replay, without a second effect", async ({ world, sql }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const input = { qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "300.00" };
    const op = uuidv7();
    const first = await redemptionsAs(world.contextOf(attendant, op)).redeem(input);
    const again = world.contextOf(attendant, op);
    expect(JSON.stringify(await redemptionsAs(again).redeem(input))).toBe(JSON.stringify(first));
    expect(again.answerHeaders.get("Idempotent-Replayed")).toBe("true");
    const [stored] = await sql`select response, status from operations where op_id = ${op}`;
    expect(stored).toEqual({ response: JSON.stringify(first), status: 200 });
    const [{ n } = { n: 0 }] = await sql<
      { n: number }[]
    >`select count(*)::int as n from redemptions where coupon_id = ${coupon.id}`;
    expect(n).toBe(1);
  });

  test("with another body, from another person or on another path is a mismatch", async ({ world }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const colleague = await world.attendantAt(station);
    const input = { qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "300.00" };
    const op = uuidv7();
    await redemptionsAs(world.contextOf(attendant, op)).redeem(input);
    const other = redemptionsAs(world.contextOf(attendant, op)).redeem({ ...input, amount: "301.00" });
    expect(await refusalOf(other)).toBe("OPERATION_MISMATCH");
    expect(await refusalOf(redemptionsAs(world.contextOf(colleague, op)).redeem(input))).toBe("OPERATION_MISMATCH");
    const path = redemptionsAs(world.contextOf(attendant, op)).redeemCoupon({ ...input, id: coupon.id });
    expect(await refusalOf(path)).toBe("OPERATION_MISMATCH");
  });

  test("keeps a refusal decided under the lock with its first request id", async ({ world, sql }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const input = { qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "1000.01" };
    const op = uuidv7();
    const first = await redemptionsAs(world.contextOf(attendant, op))
      .redeem(input)
      .catch((fault: unknown) => fault);
    const second = await redemptionsAs(world.contextOf(attendant, op))
      .redeem(input)
      .catch((fault: unknown) => fault);
    if (!(first instanceof Refused) || !(second instanceof Refused)) throw new Error("not refused");
    expect(first.refusal).toEqual({ kind: "INSUFFICIENT_BALANCE", details: [{ path: "balance", message: "1000.00" }] });
    expect(second.storedBody).toBe(first.storedBody);
    expect(second.refusal).toEqual(first.refusal);
    const [stored] = await sql`select response, status from operations where op_id = ${op}`;
    expect(stored).toEqual({ response: first.storedBody, status: 409 });
  });

  test("is required", async ({ world }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const ctx = { ...world.contextOf(attendant), operationId: undefined };
    const call = redemptionsAs(ctx).redeem({ qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "10.00" });
    expect(await refusalOf(call)).toBe("VALIDATION_ERROR");
  });

  test("of somebody turned away is free to be used again", async ({ world, sql }) => {
    const { station, coupon } = await sceneIn(world);
    const newcomer = await world.person("ATTENDANT");
    const op = uuidv7();
    const input = { qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "100.00" };
    expect(await refusalOf(redemptionsAs(world.contextOf(newcomer, op)).redeem(input))).toBe("ACCESS_DENIED");
    expect(await sql`select 1 from operations where op_id = ${op}`).toHaveLength(0);
    await world.assign(newcomer, station);
    expect(await redemptionsAs(world.contextOf(newcomer, op)).redeem(input)).toMatchObject({ balance: "900.00" });
  });
});

describe("who and what is refused", () => {
  test("codes that are no codes of ours, with a trace that holds no code", async ({ world, sql }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const other = await world.coupon({ owner: coupon.owner });
    const at = { stationId: station, pumpNumber: 1, amount: "100.00" };
    const flipped = `${coupon.code.slice(0, 20)}${coupon.code[20] === "A" ? "B" : "A"}${coupon.code.slice(21)}`;
    for (const qrCode of [flipped, coupon.code.toLowerCase(), "JSM1.K1.AAAA.BBBB", "https://example.mx"])
      expect(await refusalOf(redemptionsAs(world.contextOf(attendant)).redeem({ ...at, qrCode }))).toBe(
        "INVALID_QR_CODE",
      );
    expect(
      await refusalOf(redemptionsAs(world.contextOf(attendant)).redeem({ ...at, shortCode: "0000-0000-0000" })),
    ).toBe("INVALID_QR_CODE");
    const wrongPath = redemptionsAs(world.contextOf(attendant)).redeemCoupon({
      ...at,
      id: other.id,
      qrCode: coupon.code,
    });
    expect(await refusalOf(wrongPath)).toBe("INVALID_QR_CODE");
    const traces =
      await sql`select payload from events where type = 'CouponCodeRefused' and aggregate_id = ${attendant.id}`;
    expect(traces).toHaveLength(6);
    expect(JSON.stringify(traces)).not.toContain("JSM1");
  });

  test("an owner at work, a revoked session, a suspended account", async ({ world, sql }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const own = await world.coupon({ owner: attendant });
    const at = { stationId: station, pumpNumber: 1, amount: "100.00" };
    expect(await refusalOf(redemptionsAs(world.contextOf(attendant)).redeem({ ...at, qrCode: own.code }))).toBe(
      "SELF_REDEMPTION",
    );
    const gone = await world.attendantAt(station);
    await sql`update user_sessions set revoked_at = now() where id = ${gone.sessionId}`;
    expect(await refusalOf(redemptionsAs(world.contextOf(gone)).redeem({ ...at, qrCode: coupon.code }))).toBe(
      "UNAUTHORIZED",
    );
    const stopped = await world.attendantAt(station);
    await sql`update users set is_active = false where id = ${stopped.id}`;
    expect(await refusalOf(redemptionsAs(world.contextOf(stopped)).redeem({ ...at, qrCode: coupon.code }))).toBe(
      "UNAUTHORIZED",
    );
    const customer = await world.person();
    expect(await refusalOf(redemptionsAs(world.contextOf(customer)).redeem({ ...at, qrCode: coupon.code }))).toBe(
      "ACCESS_DENIED",
    );
  });

  test("places, fuels, pumps, prices and replaced codes", async ({ world, sql }) => {
    const { station, attendant, owner, coupon } = await sceneIn(world);
    const elsewhere = await world.station();
    const outside = await world.station({ acceptsCoupons: false });
    const closed = await world.station({ status: "SUSPENDED" });
    const dry = await world.station({ prices: { DIESEL: 250_000 } });
    for (const place of [outside, closed, dry]) await world.assign(attendant, place);
    const bound = await world.coupon({ owner, stationId: elsewhere });
    const ask = (qrCode: string, more: object = {}) =>
      refusalOf(
        redemptionsAs(world.contextOf(attendant)).redeem({
          qrCode,
          stationId: station,
          pumpNumber: 1,
          amount: "100.00",
          ...more,
        }),
      );
    expect(await ask(bound.code)).toBe("WRONG_STATION");
    expect(await ask(coupon.code, { stationId: outside })).toBe("WRONG_STATION");
    expect(await ask(coupon.code, { stationId: closed })).toBe("STATION_CLOSED");
    expect(await ask(coupon.code, { stationId: dry })).toBe("PRICE_UNAVAILABLE");
    expect(await ask(coupon.code, { stationId: elsewhere })).toBe("ACCESS_DENIED");
    expect(await ask(coupon.code, { pumpNumber: 9 })).toBe("WRONG_PUMP");
    expect(await ask(coupon.code, { fuelType: "DIESEL" })).toBe("WRONG_FUEL");
    await sql`update coupons set qr_version = 2 where id = ${coupon.id}`;
    expect(await ask(coupon.code)).toBe("QR_SUPERSEDED");
  });

  test("amounts that are none, leaving nothing behind", async ({ world, sql }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const ask = (more: object) =>
      redemptionsAs(world.contextOf(attendant)).redeem({
        qrCode: coupon.code,
        stationId: station,
        pumpNumber: 1,
        ...more,
      });
    for (const amount of ["0", "0.00", "0.01", "2.00"])
      expect(await refusalOf(ask({ amount })), amount).toBe("INVALID_AMOUNT");
    for (const amount of ["-1.00", "1e3", "10.005", "NaN", "", " 1", "1,00", "١", "9007199254740993"])
      await expect(ask({ amount }), amount).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(ask({ amount: "10.00", fuelAmount: "1.000" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(ask({})).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(ask({ amount: "10.00", price: "1.00" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await sql`select 1 from redemption_keys where coupon_id = ${coupon.id}`).toHaveLength(0);
  });
});
