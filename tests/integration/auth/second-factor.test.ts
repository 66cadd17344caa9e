import { describe, expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { appRouter } from "@/server/api/root";
import { codeOf, type Desk, type Grant, test } from "@/tests/support/auth-test";
import { refusalOf } from "@/tests/support/coupon-test";

const appAs = createCallerFactory(appRouter);

/** An admin who has just enrolled: the code of this half minute is spent. */
async function adminIn(desk: Desk, sql: import("postgres").Sql) {
  const me = await desk.newcomer();
  await sql`update users set role = 'ADMIN' where id = ${me.id}`;
  const grant = await desk.login(me);
  const calls = async () => appAs(await desk.visit(desk.bearer(grant.accessToken)));
  return { me, grant, calls };
}

const nextCode = async (sql: import("postgres").Sql, me: { id: string }, secret: string): Promise<string> => {
  await sql`update users set totp_last_step = totp_last_step - 2 where id = ${me.id}`;
  return codeOf(secret);
};

describe("a second factor of those who look after others", () => {
  test("is asked for before anything but their own account, and counts at once", async ({ desk, sql }) => {
    const { calls } = await adminIn(desk, sql);
    expect(await refusalOf((await calls()).auth.users({}))).toBe("MFA_REQUIRED");
    expect(await (await calls()).auth.profile()).toMatchObject({ role: "ADMIN", hasSecondFactor: false });
    const { secret } = await (await calls()).auth.enrollMfa();
    await (await calls()).auth.confirmMfa({ code: codeOf(secret) });
    await expect((await calls()).auth.users({})).resolves.toBeDefined();
  });

  test("must be fresh for a refund exception, a pay-out and a draw; showing it again is enough", async ({
    desk,
    sql,
  }) => {
    const { me, calls } = await adminIn(desk, sql);
    const { secret } = await (await calls()).auth.enrollMfa();
    await (await calls()).auth.confirmMfa({ code: codeOf(secret) });
    await sql`update user_sessions set mfa_at = now() - interval '10 minutes 1 second' where user_id = ${me.id}`;
    const id = me.id as never;
    const changes = async () => {
      const { coupons, payments, raffles } = await calls();
      return [
        await refusalOf(coupons.refund({ id, reason: "lo pidió" })),
        await refusalOf(payments.refundAccount({ id })),
        await refusalOf(raffles.draw({ id })),
      ];
    };
    await expect.poll(changes).toEqual(["STEP_UP_REQUIRED", "STEP_UP_REQUIRED", "STEP_UP_REQUIRED"]);
    await expect((await calls()).auth.users({})).resolves.toBeDefined();
    expect(await refusalOf((await calls()).auth.stepUp({ otp: "000000" }))).toBe("MFA_REQUIRED");
    await (await calls()).auth.stepUp({ otp: await nextCode(sql, me, secret) });
    expect(await changes()).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
  });

  test("cannot be guessed: five wrong codes, then a wait", async ({ desk, sql }) => {
    const { calls } = await adminIn(desk, sql);
    const { secret } = await (await calls()).auth.enrollMfa();
    await (await calls()).auth.confirmMfa({ code: codeOf(secret) });
    const { auth } = await calls();
    for (let i = 0; i < 5; i++) expect(await refusalOf(auth.stepUp({ otp: "000000" }))).toBe("MFA_REQUIRED");
    expect(await refusalOf(auth.stepUp({ otp: "000000" }))).toBe("RATE_LIMITED");
  });

  test("is nothing to show where there is none", async ({ desk }) => {
    const grant: Grant = await desk.login(await desk.newcomer());
    expect(await refusalOf((await desk.as(grant)).stepUp({ otp: "000000" }))).toBe("STATE_CONFLICT");
  });
});
