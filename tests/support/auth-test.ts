import { randomUUID } from "node:crypto";

import { Secret, TOTP } from "otpauth";
import type { Sql } from "postgres";

import { createCallerFactory } from "@/server/api/init";
import type { RequestHeaders } from "@/server/auth/queries/identity";
import { authRouter } from "@/server/auth/router";
import type { Caller, Container } from "@/server/container";
import { Refused } from "@/server/platform/refused";

import { test as withContainer } from "./coupon-test";

const callerOf = createCallerFactory(authRouter);

export const GOOD_PASSWORD = "zócalo verde a las siete";

type Visit = { headers?: RequestHeaders; network?: string; deviceToken?: string; locale?: "es-MX" | "en" };
export type Newcomer = { id: string; email: string; password: string };
export type Grant = Awaited<ReturnType<ReturnType<typeof callerOf>["login"]>>;

/** People who come with nothing but what a client would send. */
export type Desk = ReturnType<typeof createDesk>;

export function createDesk(sql: Sql, container: Container) {
  /** A request as the gateway would hand it on. */
  async function visit({ headers = {}, network = "198.51.100.7", deviceToken, locale = "es-MX" }: Visit = {}) {
    const caller: Caller = {
      actor: await container.services.identify(headers),
      requestId: `test-${randomUUID()}`,
      locale,
      operationId: undefined,
      network,
      deviceToken,
      answerHeaders: new Headers(),
    };
    return container.contextFor(caller);
  }
  const calls = async (how: Visit = {}) => callerOf(await visit(how));
  const bearer = (token: string): Visit => ({ headers: { authorization: `Bearer ${token}` } });
  const as = (grant: Pick<Grant, "accessToken">) => calls(bearer(grant.accessToken));

  async function newcomer(more: { phone?: string } = {}): Promise<Newcomer> {
    const email = `${randomUUID()}@prueba.example`;
    const asked = { email, password: GOOD_PASSWORD, firstName: "Ana", lastName: "Ruiz", ...more };
    const { id } = await (await calls()).register(asked);
    return { id, email, password: GOOD_PASSWORD };
  }

  const login = async ({ email, password }: Omit<Newcomer, "id">, how: Visit & { otp?: string } = {}): Promise<Grant> =>
    (await calls(how)).login({ identifier: email, password, ...(how.otp && { otp: how.otp }) });

  /** The newest message to somebody that is waiting to leave. */
  async function message(recipient: string, template: string): Promise<Record<string, string>> {
    const [row] = await sql<{ variables: Record<string, string> }[]>`
      select variables from notifications where recipient = ${recipient} and template = ${template}
      order by created_at desc limit 1`;
    return row?.variables ?? {};
  }

  return { visit, calls, as, bearer, newcomer, login, message };
}

export const test = withContainer.extend("desk", { scope: "file" }, async ({ sql, container }) =>
  createDesk(sql, container),
);

export const codeOf = (secret: string, at = new Date()): string =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: 30 }).generate({
    timestamp: at.getTime(),
  });

/** The whole refusal of a call that must be refused, or what it threw instead. */
export async function refusedWith(call: Promise<unknown>) {
  const fault: unknown = await call.then(
    () => new Error("it was not refused"),
    (thrown: unknown) => thrown,
  );
  if (fault instanceof Refused) return fault.refusal;
  throw fault;
}
