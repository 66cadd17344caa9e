import type { Container } from "@/server/container";

import type { Person } from "./coupon-world";

export type HttpAnswer = { readonly status: number; readonly body: string; readonly isReplay: boolean };

/** As long as a long run on a slow machine may take. */
const TOKEN_S = 4 * 3_600;

export const bearerOf = (container: Container, who: Person): Promise<string> =>
  container.services.tokens.sign({ sub: who.id, sid: who.sessionId, role: who.role, pv: 1 }, TOKEN_S);

export type HttpRedemption = {
  readonly token: string;
  readonly opId: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** `POST /api/v1/redemptions`; undefined when the connection gave no whole answer. */
export async function redeemOverHttp(
  url: string,
  { token, opId, body }: HttpRedemption,
): Promise<HttpAnswer | undefined> {
  try {
    const answer = await fetch(`${url}/api/v1/redemptions`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": opId },
      body: JSON.stringify(body),
    });
    return {
      status: answer.status,
      body: await answer.text(),
      isReplay: answer.headers.get("idempotent-replayed") === "true",
    };
  } catch {
    return undefined;
  }
}
