import { randomUUID } from "node:crypto";

import { SignJWT } from "jose";
import { describe, expect } from "vitest";

import { asId } from "@/server/kernel/id";
import { GOOD_PASSWORD, test } from "@/tests/support/auth-test";
import { refusalOf } from "@/tests/support/coupon-test";
import { openContainer } from "@/tests/support/coupon-world";

describe("refreshing", () => {
  test("spends the token and gives its successor; the access token goes on being this session's", async ({
    desk,
    container,
  }) => {
    const grant = await desk.login(await desk.newcomer());
    const calls = await desk.calls();
    const next = await calls.refresh({ refreshToken: grant.refreshToken });
    expect(next.refreshToken).not.toBe(grant.refreshToken);
    const [before, after] = await Promise.all(
      [grant, next].map((one) => container.services.tokens.verify(one.accessToken)),
    );
    expect(after?.sid).toBe(before?.sid);
    await expect(calls.refresh({ refreshToken: next.refreshToken })).resolves.toBeDefined();
  });

  test("gives two requests at once the same successor", async ({ desk }) => {
    const { refreshToken } = await desk.login(await desk.newcomer());
    const calls = await desk.calls();
    const answers = await Promise.all(Array.from({ length: 5 }, () => calls.refresh({ refreshToken })));
    expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1);
  });

  test("ends the whole session when a used token comes back after the grace", async ({ desk, sql }) => {
    const me = await desk.newcomer();
    const grant = await desk.login(me);
    const calls = await desk.calls();
    const next = await calls.refresh({ refreshToken: grant.refreshToken });
    await sql`update user_sessions set rotated_at = rotated_at - interval '11 seconds' where user_id = ${me.id}`;
    expect(await refusalOf(calls.refresh({ refreshToken: grant.refreshToken }))).toBe("UNAUTHORIZED");
    expect(await refusalOf(calls.refresh({ refreshToken: next.refreshToken }))).toBe("UNAUTHORIZED");
    expect(await sql`select revoked_reason from user_sessions where user_id = ${me.id}`).toEqual([
      { revoked_reason: "TOKEN_REUSE" },
    ]);
    const ended =
      await sql`select payload ->> 'reason' as reason from events where type = 'SessionEnded' and aggregate_id = ${me.id}`;
    expect(ended).toEqual([{ reason: "TOKEN_REUSE" }]);
  });

  test("ends nothing for a forged token of a known session", async ({ desk }) => {
    const grant = await desk.login(await desk.newcomer());
    const calls = await desk.calls();
    const [sid = ""] = grant.refreshToken.split(".");
    for (const forged of [
      `${sid}.0.${"a".repeat(43)}`,
      `${sid}.7.${"a".repeat(43)}`,
      `${randomUUID()}.0.${"a".repeat(43)}`,
      "x",
    ]) {
      expect(await refusalOf(calls.refresh({ refreshToken: forged }))).toBe("UNAUTHORIZED");
    }
    await expect(calls.refresh({ refreshToken: grant.refreshToken })).resolves.toBeDefined();
  });

  test("stores no refresh token readably", async ({ desk, sql }) => {
    const me = await desk.newcomer();
    const { refreshToken } = await desk.login(me);
    const rows = await sql`select * from user_sessions where user_id = ${me.id}`;
    expect(JSON.stringify(rows)).not.toContain(refreshToken.split(".")[2]);
  });
});

describe("ending sessions", () => {
  test("signing out makes both tokens worthless", async ({ desk }) => {
    const grant = await desk.login(await desk.newcomer());
    const calls = await desk.as(grant);
    await calls.logout();
    await expect
      .poll(async () => (await desk.visit(desk.bearer(grant.accessToken))).actor.kind, { timeout: 3_000 })
      .toBe("anonymous");
    expect(await refusalOf((await desk.calls()).refresh({ refreshToken: grant.refreshToken }))).toBe("UNAUTHORIZED");
  });

  test("a person sees their own sessions and ends any of them, and nobody else's", async ({ desk }) => {
    const me = await desk.newcomer();
    const [here, there] = [await desk.login(me), await desk.login(me)];
    const stranger = await desk.login(await desk.newcomer());
    const calls = await desk.as(here);
    const { sessions } = await calls.sessions({});
    expect(sessions).toHaveLength(2);
    expect(sessions.filter((session) => session.isCurrent)).toHaveLength(1);
    const other = sessions.find((session) => !session.isCurrent) ?? expect.fail("the other one is listed");
    expect(await refusalOf((await desk.as(stranger)).revokeSession({ id: other.id }))).toBe("NOT_FOUND");
    await calls.revokeSession({ id: other.id });
    expect(await refusalOf(calls.revokeSession({ id: other.id }))).toBe("NOT_FOUND");
    expect((await calls.sessions({})).sessions).toHaveLength(1);
    expect(await refusalOf((await desk.calls()).refresh({ refreshToken: there.refreshToken }))).toBe("UNAUTHORIZED");
  });

  test("a person ends all the others at once, on every instance within a second", async ({
    desk,
    databaseUrl,
    isEmbedded,
  }) => {
    const me = await desk.newcomer();
    const [here, there, away] = [await desk.login(me), await desk.login(me), await desk.login(me)];
    const other = await openContainer(databaseUrl, isEmbedded);
    const seenThere = async ({ accessToken }: { accessToken: string }) =>
      (await other.services.identify({ authorization: `Bearer ${accessToken}` })).kind;
    expect([await seenThere(here), await seenThere(there), await seenThere(away)]).toEqual(["user", "user", "user"]);
    expect(await (await desk.as(here)).revokeOtherSessions()).toEqual({ ended: 2 });
    const ended = Date.now();
    await expect.poll(async () => [await seenThere(there), await seenThere(away)]).toEqual(["anonymous", "anonymous"]);
    expect(Date.now() - ended).toBeLessThan(2_000);
    expect(await seenThere(here)).toBe("user");
    expect(await (await desk.as(here)).revokeOtherSessions()).toEqual({ ended: 0 });
    await other.close();
  });

  test("lists page by page", async ({ desk }) => {
    const me = await desk.newcomer();
    const grants = [await desk.login(me), await desk.login(me), await desk.login(me)];
    const calls = await desk.as(grants[0] ?? expect.fail());
    const first = await calls.sessions({ limit: 2 });
    const second = await calls.sessions({ limit: 2, cursor: asId("session", first.nextCursor ?? "") });
    expect([first.sessions.length, second.sessions.length, second.nextCursor]).toEqual([2, 1, null]);
  });
});

describe("who is calling", () => {
  test("is a stranger for every other shape of the header, and never a fault", async ({ desk }) => {
    const { accessToken } = await desk.login(await desk.newcomer());
    const cookie = `jsm.session=${accessToken}`;
    for (const authorization of [
      "",
      "Bearer",
      "Bearer ",
      "Basic YTpi",
      `Bearer ${accessToken}x`,
      `Bearer a.b.c`,
      `Token ${accessToken}`,
      "é".repeat(9_000),
    ]) {
      const { actor } = await desk.visit({ headers: { authorization, cookie } });
      expect(actor.kind, authorization.slice(0, 20)).toBe("anonymous");
    }
    expect((await desk.visit({ headers: { cookie: `a=b; ${cookie}; c` } })).actor.kind).toBe("user");
    expect((await desk.visit({ headers: { cookie: "jsm.session=" } })).actor.kind).toBe("anonymous");
  });

  test("is a stranger for tokens of another key, audience, algorithm or age", async ({ desk, container }) => {
    const { accessToken } = await desk.login(await desk.newcomer());
    const claims = (await container.services.tokens.verify(accessToken)) ?? expect.fail();
    const { kid, privateKey } = await container.services.keys.accessSigner();
    const made = (more: { aud?: string; iss?: string; exp?: string; typ?: string; alg?: string; kid?: string }) =>
      new SignJWT({ sid: claims.sid, role: "ADMIN", pv: 1 })
        .setProtectedHeader({ typ: more.typ ?? "JWT", alg: more.alg ?? "RS256", kid: more.kid ?? kid })
        .setSubject(claims.sub)
        .setIssuer(more.iss ?? "http://localhost:3000")
        .setAudience(more.aud ?? "jsm")
        .setIssuedAt()
        .setExpirationTime(more.exp ?? "5m")
        .sign(privateKey);
    expect(await container.services.tokens.verify(await made({}))).not.toBeNull();
    for (const more of [
      { aud: "other" },
      { iss: "https://elsewhere" },
      { exp: "-1s" },
      { typ: "at+jwt" },
      { alg: "PS256" },
      { kid: "nobody" },
    ]) {
      expect(await container.services.tokens.verify(await made(more)), JSON.stringify(more)).toBeNull();
    }
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${accessToken.split(".")[1]}.`;
    expect(await container.services.tokens.verify(unsigned)).toBeNull();
  });

  test("takes the role from the account, never from the token", async ({ desk, container }) => {
    const { accessToken } = await desk.login(await desk.newcomer());
    const claims = (await container.services.tokens.verify(accessToken)) ?? expect.fail();
    const forged = await container.services.tokens.sign({ ...claims, role: "ADMIN" }, 60);
    expect((await desk.visit(desk.bearer(forged))).actor).toMatchObject({ role: "CUSTOMER" });
  });

  test("keeps an expiry that was already running", async ({ desk, container }) => {
    const { accessToken } = await desk.login(await desk.newcomer());
    const claims = (await container.services.tokens.verify(accessToken)) ?? expect.fail();
    const copied = await container.services.tokens.verify(await container.services.tokens.sign(claims, 900_000));
    expect(copied?.exp).toBe(claims.exp);
  });

  test("publishes the keys that others verify with, and nothing private", async ({ container }) => {
    const { keys } = await container.services.tokens.jwks();
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  });
});

describe("a forgotten password", () => {
  test("is replaced by the link once; every session ends and the owner is told", async ({ desk, sql }) => {
    const me = await desk.newcomer();
    const before = await desk.login(me);
    const calls = await desk.calls();
    expect(await calls.forgotPassword({ email: me.email })).toEqual({ done: true });
    expect(await calls.forgotPassword({ email: "nadie@prueba.example" })).toEqual({ done: true });
    const { token = "" } = await desk.message(me.email, "resetPassword");
    expect(await refusalOf(calls.resetPassword({ token, password: "corta" }))).toBe("WEAK_PASSWORD");
    const password = "otra muy distinta 7";
    await calls.resetPassword({ token, password });
    expect(await refusalOf(calls.resetPassword({ token, password: GOOD_PASSWORD }))).toBe("VALIDATION_ERROR");
    expect(await refusalOf(calls.refresh({ refreshToken: before.refreshToken }))).toBe("UNAUTHORIZED");
    expect(await refusalOf(desk.login(me))).toBe("UNAUTHORIZED");
    await expect(desk.login({ ...me, password })).resolves.toBeDefined();
    expect((await sql`select email_verified_at is not null as proved from users where id = ${me.id}`)[0]).toEqual({
      proved: true,
    });
    expect(await desk.message(me.email, "passwordChanged")).toEqual({ firstName: "Ana" });
  });

  test("a link for one thing opens nothing else", async ({ desk }) => {
    const me = await desk.newcomer();
    const { token = "" } = await desk.message(me.email, "verifyEmail");
    expect(await refusalOf((await desk.calls()).resetPassword({ token, password: "otra muy distinta 7" }))).toBe(
      "VALIDATION_ERROR",
    );
  });
});

describe("proving a number", () => {
  test("takes six digits, three tries, the newest code only", async ({ desk, sql }) => {
    const phone = "+525533334444";
    const me = await desk.newcomer({ phone });
    const calls = await desk.as(await desk.login(me));
    await calls.sendCode();
    const { code: old = "" } = await desk.message(phone, "oneTimeCode");
    await calls.sendCode();
    const { code = "" } = await desk.message(phone, "oneTimeCode");
    expect(code).toMatch(/^\d{6}$/);
    if (old !== code) expect(await refusalOf(calls.verifyCode({ code: old }))).toBe("VALIDATION_ERROR");
    await calls.verifyCode({ code });
    expect(await calls.profile()).toMatchObject({ phone, phoneVerified: true });
    expect(await refusalOf(calls.verifyCode({ code }))).toBe("VALIDATION_ERROR");

    await calls.sendCode();
    const { code: third = "" } = await desk.message(phone, "oneTimeCode");
    const wrong = third === "000000" ? "000001" : "000000";
    for (let i = 0; i < 3; i++) await refusalOf(calls.verifyCode({ code: wrong }));
    expect(await refusalOf(calls.verifyCode({ code: third }))).toBe("VALIDATION_ERROR");
    expect(
      await sql`select tries from one_time_codes where user_id = ${me.id} and used_at is null and purpose = 'VERIFY_PHONE' order by created_at desc limit 1`,
    ).toEqual([{ tries: 3 }]);
  });

  test("sends ten codes an hour to one number, whoever asks", async ({ desk }) => {
    const calls = await desk.as(await desk.login(await desk.newcomer({ phone: "+525544445555" })));
    for (let i = 0; i < 10; i++) await calls.sendCode();
    expect(await refusalOf(calls.sendCode())).toBe("RATE_LIMITED");
  });

  test("is asked for again when the number changes", async ({ desk }) => {
    const calls = await desk.as(await desk.login(await desk.newcomer({ phone: "+525555556666" })));
    await calls.sendCode();
    const { code = "" } = await desk.message("+525555556666", "oneTimeCode");
    expect(await calls.updateProfile({ phone: "55 6666 7777", firstName: "Eva" })).toMatchObject({
      phone: "+525566667777",
      firstName: "Eva",
      phoneVerified: false,
    });
    expect(await refusalOf(calls.verifyCode({ code }))).toBe("VALIDATION_ERROR");
    expect(await calls.updateProfile({ phone: null })).toMatchObject({ phone: null });
    expect(await refusalOf(calls.sendCode())).toBe("VALIDATION_ERROR");
  });
});

describe("the list of people", () => {
  test("is for admins, and for auditors without contact data", async ({ desk, sql }) => {
    const family = `Fam${randomUUID().slice(0, 8)}`;
    const someone = await desk.newcomer({ phone: "+525577778888" });
    await sql`update users set last_name = ${family} where id = ${someone.id}`;
    const withRole = async (role: string) => {
      const me = await desk.newcomer();
      await sql`update users set role = ${role}::role where id = ${me.id}`;
      const grant = await desk.login(me);
      await sql`update user_sessions set mfa_at = now() where user_id = ${me.id}`;
      return desk.as(grant);
    };
    const [admin, auditor, customer] = [await withRole("ADMIN"), await withRole("AUDITOR"), await withRole("CUSTOMER")];
    const found = await admin.users({ q: family });
    expect(found).toMatchObject({
      total: 1,
      nextCursor: null,
      users: [{ id: someone.id, email: someone.email, phone: "+525577778888" }],
    });
    expect((await admin.users({ q: someone.email })).total).toBe(1);
    const masked = await auditor.users({ q: family });
    expect(masked.users[0]?.email).toMatch(/^.•••@prueba\.example$/);
    expect(masked.users[0]?.phone).toBe("•••• 8888");
    expect((await auditor.users({ q: someone.email })).total).toBe(0);
    expect((await admin.users({ q: "%" })).total).toBe(0);
    expect(await refusalOf(customer.users({}))).toBe("ACCESS_DENIED");
    expect(await refusalOf((await desk.calls()).users({}))).toBe("UNAUTHORIZED");
  });
});
