import { describe, expect } from "vitest";

import { signIn } from "@/server/auth/commands/sign-in";
import { codeOf, refusedWith, test } from "@/tests/support/auth-test";
import { refusalOf } from "@/tests/support/coupon-test";

const WRONG = "no es la contraseña";
let lastNetwork = 0;
/** A network nobody tried from before. */
const newNetwork = (): string => `203.0.113.${++lastNetwork}`;

describe("signing in", () => {
  test("gives an access token that says who it is, by address or by phone", async ({ desk, container }) => {
    const me = await desk.newcomer({ phone: "5522223333" });
    const grant = await desk.login(me);
    const claims = await container.services.tokens.verify(grant.accessToken);
    expect(claims).toMatchObject({ sub: me.id, role: "CUSTOMER", pv: 1 });
    expect((claims?.exp ?? 0) - Date.now() / 1_000).toBeGreaterThan(800);
    const calls = await desk.calls();
    const byPhone = await calls.login({ identifier: "+52 55 2222 3333", password: me.password });
    expect(byPhone.user.id).toBe(me.id);
    expect((await desk.visit(desk.bearer(grant.accessToken))).actor).toMatchObject({ kind: "user", id: me.id });
  });

  test("takes composed and decomposed letters for the same password", async ({ desk }) => {
    const me = await desk.newcomer();
    await expect(desk.login({ ...me, password: me.password.normalize("NFD") })).resolves.toBeDefined();
  });

  test("answers alike for a wrong password, an unknown account and one that is shut", async ({ desk, sql }) => {
    const me = await desk.newcomer();
    const shut = await desk.newcomer();
    await sql`update users set is_active = false where id = ${shut.id}`;
    const answers = [
      await refusedWith(desk.login({ ...me, password: WRONG })),
      await refusedWith(desk.login({ email: "nadie@prueba.example", password: WRONG })),
      await refusedWith(desk.login({ email: "ni correo ni número", password: WRONG })),
      await refusedWith(desk.login(shut)),
    ];
    for (const answer of answers) expect(answer).toEqual({ kind: "UNAUTHORIZED" });
  });

  test("takes 20 sign-ins of one account at once, all of them", async ({ desk }) => {
    const me = await desk.newcomer();
    const grants = await Promise.all(Array.from({ length: 20 }, () => desk.login(me)));
    expect(new Set(grants.map((grant) => grant.refreshToken)).size).toBe(20);
  });
});

describe("too many tries", () => {
  test("given five failures, even the right password waits; another network does not", async ({ desk }) => {
    const me = await desk.newcomer();
    const network = newNetwork();
    for (let i = 0; i < 5; i++) {
      expect(await refusalOf(desk.login({ ...me, password: WRONG }, { network }))).toBe("UNAUTHORIZED");
    }
    const refusal = await refusedWith(desk.login(me, { network }));
    expect(refusal.kind).toBe("RATE_LIMITED");
    expect(refusal.retryAfterSeconds).toBeGreaterThan(800);
    await expect(desk.login(me, { network: newNetwork() })).resolves.toBeDefined();
  });

  test("given many at once, no more than five are looked at", async ({ desk }) => {
    const me = await desk.newcomer();
    const network = newNetwork();
    const tries = Array.from({ length: 25 }, () => refusalOf(desk.login({ ...me, password: WRONG }, { network })));
    const kinds = await Promise.all(tries);
    expect(kinds.filter((kind) => kind === "UNAUTHORIZED")).toHaveLength(5);
    expect(kinds.filter((kind) => kind === "RATE_LIMITED")).toHaveLength(20);
  });

  test("given ten failures from many networks, every unknown device waits and a known one gets in", async ({
    desk,
    sql,
  }) => {
    const me = await desk.newcomer();
    const ctx = await desk.visit({ network: newNetwork() });
    const first = await signIn(ctx, { identifier: me.email, password: me.password, remembersDevice: true });
    if (!first.ok || first.value.deviceToken === undefined) return expect.fail("the device is remembered");
    const deviceToken = first.value.deviceToken;
    for (let i = 0; i < 10; i++) await refusalOf(desk.login({ ...me, password: WRONG }, { network: newNetwork() }));
    expect(await refusalOf(desk.login(me, { network: newNetwork() }))).toBe("RATE_LIMITED");
    await expect(desk.login(me, { network: newNetwork(), deviceToken })).resolves.toBeDefined();
    await sql`update login_throttles set window_start = window_start - interval '15 minutes'`;
    await expect(desk.login(me, { network: newNetwork() })).resolves.toBeDefined();
  });

  test("given a success, the failures before it are forgotten", async ({ desk }) => {
    const me = await desk.newcomer();
    const network = newNetwork();
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) await refusalOf(desk.login({ ...me, password: WRONG }, { network }));
      await expect(desk.login(me, { network })).resolves.toBeDefined();
    }
  });

  test("given an account nobody has, tries are counted all the same", async ({ desk }) => {
    const nobody = { email: "tampoco@prueba.example", password: WRONG };
    const network = newNetwork();
    for (let i = 0; i < 5; i++) expect(await refusalOf(desk.login(nobody, { network }))).toBe("UNAUTHORIZED");
    expect(await refusalOf(desk.login(nobody, { network }))).toBe("RATE_LIMITED");
  });
});

describe("a second factor", () => {
  test("is asked for once confirmed, works once a step, and does not count when it was left out", async ({
    desk,
    sql,
  }) => {
    const me = await desk.newcomer();
    const calls = await desk.as(await desk.login(me));
    const { secret, otpauthUrl } = await calls.enrollMfa();
    expect(otpauthUrl).toMatch(/^otpauth:\/\/totp\/.*secret=/);
    await expect(desk.login(me)).resolves.toBeDefined();
    expect(await refusalOf(calls.confirmMfa({ code: "000000" }))).toBe("VALIDATION_ERROR");
    const { recoveryCodes } = await calls.confirmMfa({ code: codeOf(secret) });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await refusalOf(calls.enrollMfa())).toBe("STATE_CONFLICT");
    const [row] = await sql`select totp_secret from users where id = ${me.id}`;
    expect(row?.["totp_secret"]).not.toContain(secret);

    const network = newNetwork();
    for (let i = 0; i < 8; i++) expect(await refusalOf(desk.login(me, { network }))).toBe("MFA_REQUIRED");
    // The step that confirmed is spent; the next one is not.
    expect(await refusalOf(desk.login(me, { network, otp: codeOf(secret) }))).toBe("MFA_REQUIRED");
    await sql`update users set totp_last_step = totp_last_step - 2 where id = ${me.id}`;
    const otp = codeOf(secret);
    const both = await Promise.allSettled([desk.login(me, { network, otp }), desk.login(me, { network, otp })]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  test("takes each recovery code once", async ({ desk }) => {
    const me = await desk.newcomer();
    const calls = await desk.as(await desk.login(me));
    const { secret } = await calls.enrollMfa();
    const { recoveryCodes } = await calls.confirmMfa({ code: codeOf(secret) });
    const [otp = ""] = recoveryCodes;
    const grant = await desk.login(me, { otp: otp.toLowerCase() });
    expect((await desk.visit(desk.bearer(grant.accessToken))).actor).toMatchObject({ mfaAt: expect.any(Date) });
    expect(await refusalOf(desk.login(me, { otp }))).toBe("MFA_REQUIRED");
  });

  test("counts wrong codes as failures", async ({ desk }) => {
    const me = await desk.newcomer();
    const calls = await desk.as(await desk.login(me));
    const { secret } = await calls.enrollMfa();
    await calls.confirmMfa({ code: codeOf(secret) });
    const network = newNetwork();
    for (let i = 0; i < 5; i++) await refusalOf(desk.login(me, { network, otp: "000000" }));
    expect(await refusalOf(desk.login(me, { network }))).toBe("RATE_LIMITED");
  });
});
