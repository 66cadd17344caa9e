import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import { refreshSession } from "@/server/auth/commands/refresh-session";
import { refreshCookie, RENEW_PATH, sessionCookie } from "@/server/auth/domain/cookies";
import { ACCESS_SECONDS, REFRESH_SECONDS } from "@/server/auth/domain/session";
import type { ApiCtx } from "@/server/container";
import { Refused } from "@/server/platform/refused";

import { sendJson } from "./answer";
import { cookieOf } from "./request-facts";

type Renewal = { req: IncomingMessage; res: ServerResponse; isSecure: boolean; contextOf(): Promise<ApiCtx> };

const cookie = (
  name: string,
  value: string,
  { path, age, isSecure }: { path: string; age: number; isSecure: boolean },
) => `${name}=${value}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;

/** `POST /api/auth/renew`: the browser's own way to a new access token, by the cookie that travels only here. */
export async function serveRenewal({ req, res, isSecure, contextOf }: Renewal): Promise<void> {
  if (req.method !== "POST") throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
  const held = cookieOf(req.headers.cookie, refreshCookie(isSecure));
  const renewed = held === undefined ? undefined : await refreshSession(await contextOf(), held);
  if (!renewed?.ok) {
    res.setHeader("Set-Cookie", cookie(refreshCookie(isSecure), "", { path: RENEW_PATH, age: 0, isSecure }));
    throw new Refused({ kind: "UNAUTHORIZED" });
  }
  const { accessToken, refreshToken } = renewed.value;
  res.setHeader("Set-Cookie", [
    cookie(sessionCookie(isSecure), accessToken, { path: "/", age: ACCESS_SECONDS, isSecure }),
    cookie(refreshCookie(isSecure), refreshToken, { path: RENEW_PATH, age: REFRESH_SECONDS, isSecure }),
  ]);
  sendJson(res, 200, { expiresIn: ACCESS_SECONDS });
}
