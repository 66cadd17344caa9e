import { randomBytes } from "node:crypto";

import { describe, expect } from "vitest";

import { createContainer } from "@/server/container";
import { sendNotifications } from "@/server/notifications/commands/send-notifications";
import { readEnv } from "@/server/platform/env";
import { createLogger } from "@/server/platform/logger";
import { codeOf } from "@/tests/support/auth-test";
import { sceneIn, test } from "@/tests/support/coupon-test";
import { TEST_SECRET } from "@/tests/support/coupon-world";
import { openGateway } from "@/tests/support/gateway";
import { bearerOf } from "@/tests/support/redeem-over-http";
import { tell } from "@/tests/support/scale";

/** Everything that must never be read again anywhere, by what it is. */
class Canaries {
  readonly all = new Map<string, string>();

  /** A made-up one, unlike any other text. */
  made(name: string, shape = (text: string) => text): string {
    return this.keep(name, shape(randomBytes(12).toString("hex")));
  }

  keep(name: string, value: string): string {
    if (value.length < 6) throw new Error(`${name} is too short to be told from chance`);
    this.all.set(name, value);
    return value;
  }
}

type Answer = { readonly status: number; readonly text: string };

const phoneOf = (hex: string): string =>
  `55${String(Number.parseInt(hex.slice(0, 8), 16))
    .padStart(8, "7")
    .slice(0, 8)}`;
const mailOf = (hex: string): string => `${hex}@prueba.example`;

/** Calls of a client that keeps the body of every refusal. */
function clientOf(url: string, errorBodies: string[]) {
  return async (
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> => {
    const isJson = body !== undefined && typeof body !== "string";
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: isJson ? JSON.stringify(body) : String(body) }),
      redirect: "manual",
    });
    const text = await answer.text();
    if (answer.status >= 400) errorBodies.push(text);
    return { status: answer.status, text };
  };
}

describe("secrets driven through every flow", () => {
  test("are in no log line, no metric and no error body", async ({ databaseUrl, isEmbedded, world, sql }) => {
    const lines: string[] = [];
    const env = readEnv({
      NODE_ENV: "test",
      JSM_SECRET: TEST_SECRET,
      DATABASE_URL: databaseUrl,
      JSM_DATABASE_EMBEDDED: String(isEmbedded),
      JSM_DATABASE_POOL: "8",
      LOG_LEVEL: "trace",
    });
    const container = await createContainer(env, createLogger(env, { write: (line) => void lines.push(line) }));
    const gateway = await openGateway(container);
    const errorBodies: string[] = [];
    const call = clientOf(gateway.url, errorBodies);
    const canaries = new Canaries();
    canaries.keep("master secret", TEST_SECRET);
    const api = (method: string, path: string, more = {}) => call(method, `/api/v1${path}`, more);
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

    // Somebody comes, proves both contacts, forgets the password and takes a second factor.
    const email = canaries.made("e-mail", mailOf);
    const phone = canaries.made("phone", phoneOf);
    const password = canaries.made("password");
    await api("POST", "/auth/register", { body: { email, phone, password, firstName: "Ana", lastName: "Ruiz" } });
    await api("POST", "/auth/register", {
      body: { email, password: canaries.made("weak try").slice(0, 9), firstName: "A", lastName: "R" },
    });
    const newest = async (template: string): Promise<Record<string, string>> => {
      const [row] = await sql<{ variables: Record<string, string> }[]>`
        select variables from notifications where template = ${template} order by created_at desc limit 1`;
      return row?.variables ?? {};
    };
    const link = canaries.keep("verification link", (await newest("verifyEmail"))["token"] ?? "");
    await api("POST", "/auth/verify-email", { body: { token: `${link}x` } });
    await api("POST", "/auth/verify-email", { body: { token: link } });
    for (let i = 0; i < 3; i++)
      await api("POST", "/auth/login", { body: { identifier: email, password: canaries.made(`wrong password ${i}`) } });
    for (let i = 0; i < 3; i++)
      await api("POST", "/auth/login", {
        body: { identifier: canaries.made(`unknown address ${i}`, mailOf), password },
      });
    const login = async (secret: string, otp?: string) =>
      JSON.parse((await api("POST", "/auth/login", { body: { identifier: phone, password: secret, otp } })).text) as {
        accessToken: string;
        refreshToken: string;
      };
    const first = await login(password);
    canaries.keep("access token", first.accessToken);
    canaries.keep("refresh token", first.refreshToken);
    await api("POST", "/auth/password/forgot", { body: { email } });
    const reset = canaries.keep("reset link", (await newest("resetPassword"))["token"] ?? "");
    const changed = canaries.made("new password");
    await api("POST", "/auth/password/reset", { body: { token: reset, password: changed } });
    await api("POST", "/auth/password/reset", { body: { token: reset, password: canaries.made("late password") } });
    await api("POST", "/auth/refresh", { body: { refreshToken: first.refreshToken } });
    await api("POST", "/auth/refresh", { body: { refreshToken: canaries.made("made-up refresh token") } });
    const mine = await login(changed);
    canaries.keep("second access token", mine.accessToken);
    canaries.keep("second refresh token", mine.refreshToken);
    const me = { headers: bearer(mine.accessToken) };
    await api("GET", "/auth/profile", me);
    await api("POST", "/auth/otp/send", { body: {}, ...me });
    const code = canaries.keep("one-time code", (await newest("oneTimeCode"))["code"] ?? "");
    await api("POST", "/auth/otp/verify", { body: { code: code === "000000" ? "000001" : "000000" }, ...me });
    await api("POST", "/auth/otp/verify", { body: { code }, ...me });
    await api("PUT", "/auth/profile", { body: { phone: canaries.made("next phone", phoneOf) }, ...me });
    await api("PUT", "/auth/profile", { body: { phone: canaries.made("no phone at all") }, ...me });
    const enrolled = JSON.parse((await api("POST", "/auth/mfa/enroll", { body: {}, ...me })).text) as {
      secret: string;
    };
    const seed = canaries.keep("second factor's seed", enrolled.secret);
    const confirmed = await api("POST", "/auth/mfa/confirm", { body: { code: codeOf(seed) }, ...me });
    const { recoveryCodes = [] } = JSON.parse(confirmed.text) as { recoveryCodes?: string[] };
    recoveryCodes.forEach((one, i) => canaries.keep(`recovery code ${i}`, one));
    await api("POST", "/auth/login", { body: { identifier: email, password: changed, otp: recoveryCodes[0] } });
    await api("POST", "/auth/login", {
      body: { identifier: email, password: changed, otp: canaries.made("wrong factor").slice(0, 20) },
    });
    await api("POST", "/auth/step-up", { body: { otp: recoveryCodes[1] }, ...me });
    await api("POST", "/auth/step-up", { body: { otp: recoveryCodes[1] }, ...me });

    // A coupon is looked at, typed, spent and taken back; its codes and a buyer's account are secrets, too.
    const { station, attendant, owner, coupon } = await sceneIn(world);
    canaries.keep("QR code", coupon.code);
    canaries.keep("short code", coupon.shortCode);
    const desk = {
      headers: { ...bearer(await bearerOf(container, attendant)), "idempotency-key": crypto.randomUUID() },
    };
    canaries.keep("attendant's token", desk.headers.authorization.slice(7));
    const at = { stationId: station, pumpNumber: 1, amount: "50.00" };
    await api("GET", `/coupons/validate-qr?qrCode=${coupon.code}`, desk);
    await api("GET", `/coupons/validate-qr?shortCode=${coupon.shortCode}&unknown=1`, desk);
    await api("GET", `/coupons/validate-qr?qrCode=${canaries.made("no QR code")}`, desk);
    await api("POST", "/redemptions", { body: { ...at, qrCode: coupon.code }, ...desk });
    await api("POST", "/redemptions", {
      body: { ...at, qrCode: coupon.code, pumpNumber: 99 },
      headers: bearer(desk.headers.authorization.slice(7)),
    });
    await api("POST", "/redemptions", { body: { ...at, qrCode: canaries.made("wrong QR code") }, ...desk });
    await api("POST", "/redemptions", {
      body: { ...at, shortCode: canaries.made("wrong short code").slice(0, 12) },
      ...desk,
    });
    const manager = await world.attendantAt(station, "STATION_MANAGER");
    const boss = { headers: bearer(await bearerOf(container, manager)) };
    await api("POST", "/auth/pin", {
      body: { pin: canaries.keep("PIN", "918273"), password: canaries.made("manager's password") },
      ...boss,
    });
    await api("POST", `/redemptions/${coupon.id}/void-with-pin`, {
      body: {
        stationId: station,
        managerId: manager.id,
        pin: canaries.keep("wrong PIN", "827364"),
        reason: "carga repetida",
      },
      ...desk,
    });
    const buyer = { headers: bearer(await bearerOf(container, owner)) };
    await api("POST", `/coupons/${coupon.id}/refund-account`, {
      body: { clabe: canaries.keep("CLABE", "032180000118359719") },
      ...buyer,
    });
    await api("POST", `/coupons/${coupon.id}/refund-account`, { body: { clabe: canaries.made("no CLABE") }, ...buyer });
    await api("POST", "/coupons/purchase", {
      body: { amount: "500.00", fuelType: "REGULAR", paymentMethodId: canaries.made("payment method") },
      ...buyer,
    });
    await api("POST", "/coupons/purchase", {
      body: {
        amount: "500.00",
        fuelType: "REGULAR",
        returnUrl: `https://evil.example/?${canaries.made("return address")}`,
      },
      ...buyer,
    });
    await api("GET", `/coupons/${coupon.id}`, buyer);

    // Where nobody looks for a secret: headers, addresses, broken bodies, other doors.
    await api("GET", `/auth/profile?access_token=${canaries.made("token in the query")}`);
    await api("GET", `/${canaries.made("secret as a path")}`);
    await api("GET", "/auth/profile", { headers: { authorization: `Basic ${canaries.made("basic credentials")}` } });
    await api("GET", "/auth/profile", { headers: { authorization: `Bearer ${canaries.made("bearer of nobody")}` } });
    await api("GET", "/auth/profile", {
      headers: {
        cookie: `jsm.session=${canaries.made("session cookie")}; jsm.device=${canaries.made("device cookie")}`,
      },
    });
    await api("POST", "/auth/login", {
      body: `{"identifier":"a","password":"${canaries.made("password in a broken body")}"`,
    });
    await api("POST", "/auth/login", {
      body: { identifier: email, password: { [canaries.made("key")]: canaries.made("nested secret") } },
    });
    await api("POST", "/auth/login", {
      body: { identifier: email, password, idempotency: canaries.made("unknown field's value") },
      headers: { "x-device-token": canaries.made("device token") },
    });
    await api("POST", "/auth/refresh", {
      body: { refreshToken: mine.refreshToken },
      headers: { "idempotency-key": canaries.made("malformed operation id") },
    });
    await call("POST", "/api/webhooks/stripe", {
      body: { object: canaries.made("webhook body") },
      headers: { "stripe-signature": canaries.made("webhook signature") },
    });
    await call("POST", "/api/auth/renew", {
      body: {},
      headers: { cookie: `jsm.refresh=${canaries.made("refresh cookie")}` },
    });
    await call("POST", "/csp-report", {
      body: { "csp-report": { "document-uri": `http://x/?${canaries.made("reported address")}` } },
    });
    await call("GET", `/api/trpc/auth.profile?input=${canaries.made("input")}`, {
      headers: bearer(canaries.made("tRPC bearer")),
    });
    await call("POST", "/api/trpc/auth.login", {
      body: { identifier: canaries.made("tRPC address", mailOf), password: canaries.made("tRPC password") },
    });
    await call("GET", `/metrics`, {
      headers: { ...bearer(canaries.made("metrics token")), "x-forwarded-for": "203.0.113.9" },
    });

    await sendNotifications(container.systemContext("test"));
    await container.services.doorbell.drainAll();
    const metrics = (await call("GET", "/metrics")).text;
    await gateway.close();
    await container.close();

    const places = { "log lines": lines.join("\n"), metrics, "error bodies": errorBodies.join("\n") };
    const found = [...canaries.all].flatMap(([name, value]) =>
      Object.entries(places).flatMap(([place, text]) => (text.includes(value) ? [`${name} in ${place}`] : [])),
    );
    tell("canaries", {
      secrets: canaries.all.size,
      "log lines": lines.length,
      "error bodies": errorBodies.length,
      found: found.length,
    });
    expect(found).toEqual([]);
    expect(canaries.all.size).toBeGreaterThanOrEqual(50);
    expect(lines.length).toBeGreaterThan(50);
    expect(errorBodies.length).toBeGreaterThan(20);
  });
});
