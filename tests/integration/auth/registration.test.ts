import { randomUUID } from "node:crypto";

import { describe, expect } from "vitest";

import { isVerifiedPerson } from "@/server/auth/contract";
import { authRouter } from "@/server/auth/router";
import { asId } from "@/server/kernel/id";
import { GOOD_PASSWORD, refusedWith, test } from "@/tests/support/auth-test";
import { refusalOf } from "@/tests/support/coupon-test";

const person = () => ({
  email: `${randomUUID()}@prueba.example`,
  password: GOOD_PASSWORD,
  firstName: "Ana",
  lastName: "Ruiz",
});

describe("registering", () => {
  test("makes a customer who may sign in at once and is not yet verified", async ({ desk, container, sql }) => {
    const asked = { ...person(), email: `ANA.${randomUUID()}@Prueba.Example`, phone: "55 8765 4321" };
    const ctx = await desk.visit();
    const made = await authRouter.createCaller(ctx).register(asked);
    expect(made).toEqual({
      id: made.id,
      email: asked.email.toLowerCase(),
      firstName: "Ana",
      lastName: "Ruiz",
      role: "CUSTOMER",
    });
    expect(ctx.answerHeaders.get("x-status")).toBe("201");
    expect(ctx.answerHeaders.get("set-cookie")).toBeNull();
    const [row] = await sql`select password_hash, phone, email_verified_at from users where id = ${made.id}`;
    expect(row).toMatchObject({ phone: "+525587654321", email_verified_at: null });
    expect(String(row?.["password_hash"])).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isVerifiedPerson(container.database.db, asId("user", made.id))).toBe(false);
    const grant = await desk.login({ email: asked.email, password: asked.password });
    expect(grant).toMatchObject({ tokenType: "Bearer", expiresIn: 900, user: { id: made.id, role: "CUSTOMER" } });
    expect(await (await desk.as(grant)).profile()).toMatchObject({
      emailVerified: false,
      phoneVerified: false,
      assignments: [],
    });
  });

  test("refuses a role, unknown keys and unusable values, and stores nothing", async ({ desk, sql }) => {
    const calls = await desk.calls();
    const count = async () => (await sql`select count(*)::int as n from users`)[0]?.["n"];
    const before = await count();
    const wrong: Record<string, unknown>[] = [
      { ...person(), role: "ADMIN" },
      { ...person(), email: "ana" },
      { ...person(), phone: "12" },
      { ...person(), firstName: "" },
      { ...person(), lastName: "x".repeat(81) },
      { ...person(), firstName: "Ana\u202e" },
    ];
    for (const body of wrong) {
      await expect(calls.register(body as never), JSON.stringify(body)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
    expect(await count()).toBe(before);
  });

  test("refuses passwords that are short, common, or the person's own words", async ({ desk }) => {
    const calls = await desk.calls();
    for (const password of [
      "corta",
      "Password2026!",
      "Gasolinera2026",
      "ana ruiz 1234",
      "iloveyou123",
      "x".repeat(257),
    ]) {
      const refusal = await refusedWith(calls.register({ ...person(), password }));
      expect(refusal, password).toMatchObject({ kind: "WEAK_PASSWORD", details: [{ path: "password" }] });
    }
  });

  test("answers a taken address the same way, tells its owner once an hour, and leaves the account alone", async ({
    desk,
    sql,
  }) => {
    const first = await desk.newcomer();
    const calls = await desk.calls();
    const again = await calls.register({ ...person(), email: first.email.toUpperCase(), firstName: "Eva" });
    await calls.register({ ...person(), email: first.email });
    expect(again).toEqual({ id: again.id, email: first.email, firstName: "Eva", lastName: "Ruiz", role: "CUSTOMER" });
    expect(again.id).not.toBe(first.id);
    const rows = await sql`select first_name from users where email = ${first.email}`;
    expect(rows).toEqual([{ first_name: "Ana" }]);
    const sent = await sql`select template from notifications where recipient = ${first.email} order by created_at`;
    expect(sent.map((row) => row["template"])).toEqual(["verifyEmail", "addressTaken"]);
  });

  test("lets an unproved number go to whoever gives it next, and a proved one stay", async ({ desk, sql }) => {
    const phone = "+525511112222";
    const first = await desk.newcomer({ phone });
    const second = await desk.newcomer({ phone: "55 1111 2222" });
    const holders = () => sql`select id from users where phone = ${phone}`;
    expect(await holders()).toEqual([{ id: second.id }]);
    await sql`update users set phone_verified_at = now() where id = ${second.id}`;
    const third = await desk.newcomer({ phone });
    expect(await holders()).toEqual([{ id: second.id }]);
    expect((await sql`select phone from users where id = ${third.id}`)[0]).toEqual({ phone: null });
    expect((await sql`select phone from users where id = ${first.id}`)[0]).toEqual({ phone: null });
  });

  test("given the same address twenty times at once, one account comes of it", async ({ desk, sql }) => {
    const body = person();
    const calls = await desk.calls();
    await Promise.all(Array.from({ length: 20 }, () => calls.register(body)));
    expect(await sql`select count(*)::int as n from users where email = ${body.email}`).toEqual([{ n: 1 }]);
  });
});

describe("proving an address", () => {
  test("works with the link of the mail, also when it is opened again", async ({ desk, container }) => {
    const { id, email } = await desk.newcomer();
    const { token = "" } = await desk.message(email, "verifyEmail");
    const calls = await desk.calls();
    expect(await calls.verifyEmail({ token })).toEqual({ done: true });
    expect(await calls.verifyEmail({ token })).toEqual({ done: true });
    expect(await isVerifiedPerson(container.database.db, asId("user", id))).toBe(true);
  });

  test("fails with a link that is too old or nobody's", async ({ desk, sql, container }) => {
    const { id, email } = await desk.newcomer();
    const { token = "" } = await desk.message(email, "verifyEmail");
    await sql`update one_time_codes set expires_at = now() where user_id = ${id}`;
    const calls = await desk.calls();
    expect(await refusalOf(calls.verifyEmail({ token }))).toBe("VALIDATION_ERROR");
    expect(await refusalOf(calls.verifyEmail({ token: "x".repeat(43) }))).toBe("VALIDATION_ERROR");
    expect(await isVerifiedPerson(container.database.db, asId("user", id))).toBe(false);
  });

  test("sends another link on request, ten an hour at most", async ({ desk }) => {
    const me = await desk.newcomer();
    const calls = await desk.as(await desk.login(me));
    // One went out at registration.
    for (let i = 0; i < 9; i++) await calls.sendEmailLink();
    const refusal = await refusedWith(calls.sendEmailLink());
    expect(refusal.kind).toBe("RATE_LIMITED");
    expect(refusal.retryAfterSeconds).toBeGreaterThan(3_500);
  });

  test("keeps neither links nor codes readable in the table", async ({ desk, sql }) => {
    const { id, email } = await desk.newcomer();
    const { token = "" } = await desk.message(email, "verifyEmail");
    const [row] = await sql`select code_hash, subject from one_time_codes where user_id = ${id}`;
    expect(JSON.stringify(row)).not.toContain(token);
    expect(JSON.stringify(row)).not.toContain(email);
  });
});
