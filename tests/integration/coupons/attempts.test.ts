import { randomBytes } from "node:crypto";

import { uuidv7 } from "uuidv7";
import { describe, expect } from "vitest";

import { newId } from "@/server/container";
import { shortCodeOf } from "@/server/coupons/domain/short-code";
import { Refused } from "@/server/platform/refused";
import { redemptionsAs, refusalOf, sceneIn, test } from "@/tests/support/coupon-test";

const wrongCode = () => shortCodeOf(new Uint8Array(randomBytes(7)));

describe("every look at a code", () => {
  test("and every refused redemption leaves who, where, which device and how it ended, never the code", async ({
    world,
    sql,
  }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const at = { stationId: station, pumpNumber: 1, amount: "100.00" };
    const as = (op?: string) => redemptionsAs(world.contextOf(attendant, op));
    await as().preview({ qrCode: coupon.code });
    await as().redeem({ ...at, qrCode: coupon.code });
    expect(await refusalOf(as().redeem({ ...at, shortCode: coupon.shortCode, amount: "5000.00" }))).toBe(
      "INSUFFICIENT_BALANCE",
    );
    expect(await refusalOf(as().redeem({ ...at, qrCode: coupon.code, stationId: await world.station() }))).toBe(
      "ACCESS_DENIED",
    );
    expect(await refusalOf(as().redeem({ ...at, qrCode: "JSM1.K1.AAAA" }))).toBe("INVALID_QR_CODE");
    const op = uuidv7();
    await as(op).redeem({ ...at, qrCode: coupon.code });
    expect(await refusalOf(as(op).redeem({ ...at, qrCode: coupon.code, amount: "101.00" }))).toBe("OPERATION_MISMATCH");
    const rows = await sql`
      select way, asked, outcome, session_id, coupon_id from validation_attempts
      where actor_id = ${attendant.id} order by at, id`;
    const device = attendant.sessionId;
    const [known, none] = [
      { session_id: device, coupon_id: coupon.id },
      { session_id: device, coupon_id: null },
    ];
    expect([...rows]).toEqual([
      { way: "QR", asked: "PREVIEW", outcome: "VALID", ...known },
      { way: "SHORT_CODE", asked: "REDEMPTION", outcome: "INSUFFICIENT_BALANCE", ...known },
      { way: "QR", asked: "REDEMPTION", outcome: "ACCESS_DENIED", ...known },
      { way: "QR", asked: "REDEMPTION", outcome: "INVALID_QR_CODE", ...none },
      { way: "QR", asked: "REDEMPTION", outcome: "OPERATION_MISMATCH", ...known },
    ]);
  });

  test("that one of our keys signed and no coupon has is the loudest alert", async ({ world, container, sql }) => {
    const { station, attendant } = await sceneIn(world);
    const couponId = newId("coupon");
    const [issuedAt, expiresAt] = [new Date(), new Date(Date.now() + 86_400_000)];
    const claims = { couponId, qrVersion: 1, issuedAt, expiresAt, fuel: "REGULAR", isOneStation: false } as const;
    const { code } = await container.services.couponSigner.sign(claims);
    const as = () => redemptionsAs(world.contextOf(attendant));
    const ask = { qrCode: code, stationId: station, pumpNumber: 1, amount: "100.00" };
    expect(await refusalOf(as().redeem(ask))).toBe("INVALID_QR_CODE");
    expect(await refusalOf(as().preview({ qrCode: code }))).toBe("INVALID_QR_CODE");
    const alerts = await sql`
      select actor, payload->>'asked' as asked from events
      where type = 'SignedCodeWithoutCoupon' and payload->>'couponId' = ${couponId} order by id`;
    expect([...alerts]).toEqual([
      { actor: `user:${attendant.id}`, asked: "REDEMPTION" },
      { actor: `user:${attendant.id}`, asked: "PREVIEW" },
    ]);
  });
});

describe("typed codes", () => {
  test("slow down after five wrong ones, right or wrong; a signed code and a colleague always pass", async ({
    world,
  }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const colleague = await world.attendantAt(station);
    const type = (who: typeof attendant, shortCode: string) =>
      redemptionsAs(world.contextOf(who)).preview({ shortCode, stationId: station });
    for (let n = 0; n < 5; n++) expect(await refusalOf(type(attendant, wrongCode()))).toBe("INVALID_QR_CODE");
    const slowed = await type(attendant, coupon.shortCode).catch((fault: unknown) => fault);
    if (!(slowed instanceof Refused)) throw new Error("it was not slowed down");
    expect(slowed.refusal.kind).toBe("RATE_LIMITED");
    expect(slowed.refusal.retryAfterSeconds).toBeGreaterThan(20);
    expect(await refusalOf(type(attendant, wrongCode()))).toBe("RATE_LIMITED");
    expect(await redemptionsAs(world.contextOf(attendant)).preview({ qrCode: coupon.code })).toMatchObject({
      valid: true,
    });
    expect(await type(colleague, coupon.shortCode)).toMatchObject({ valid: true });
  });

  test("that come all at once are looked at no more often than one after the other", async ({ world }) => {
    const { station, attendant } = await sceneIn(world);
    const kinds = await Promise.all(
      Array.from({ length: 20 }, () =>
        refusalOf(redemptionsAs(world.contextOf(attendant)).preview({ shortCode: wrongCode(), stationId: station })),
      ),
    );
    expect(kinds.filter((kind) => kind === "INVALID_QR_CODE")).toHaveLength(5);
    expect(kinds.filter((kind) => kind === "RATE_LIMITED")).toHaveLength(15);
  });

  test("that were redeemed before answer again, even while slowed down", async ({ world }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const op = uuidv7();
    const ask = { shortCode: coupon.shortCode, stationId: station, pumpNumber: 1, amount: "100.00" };
    const first = await redemptionsAs(world.contextOf(attendant, op)).redeem(ask);
    for (let n = 0; n < 5; n++)
      await refusalOf(
        redemptionsAs(world.contextOf(attendant)).preview({ shortCode: wrongCode(), stationId: station }),
      );
    expect(await refusalOf(redemptionsAs(world.contextOf(attendant)).redeem(ask))).toBe("RATE_LIMITED");
    expect(await redemptionsAs(world.contextOf(attendant, op)).redeem(ask)).toEqual(first);
  });
});
