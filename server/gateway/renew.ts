import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import { refreshSession } from "@/server/auth/commands/refresh-session";
import { refreshCookie, RENEW_PATH, RETURNING_COOKIE, sessionCookie } from "@/server/auth/domain/cookies";
import { ownPath } from "@/server/auth/domain/own-path";
import { ACCESS_SECONDS, REFRESH_SECONDS } from "@/server/auth/domain/session";
import type { ApiCtx } from "@/server/container";
import { Refused } from "@/server/platform/refused";

import { sendJson } from "./answer";
import { cookieOf } from "./request-facts";

type Renewal = { req: IncomingMessage; res: ServerResponse; url: URL; isSecure: boolean; contextOf(): Promise<ApiCtx> };
type Kept = { path: string; age: number; isOpen?: boolean };

/**
 * The browser's own way to a new access token, by the cookie that travels only here. `POST` is for open pages; `GET` is
 * where the sign-in page sends somebody who was here before, and goes on to `next` or back to the sign-in page.
 */
export async function serveRenewal({ req, res, url, isSecure, contextOf }: Renewal): Promise<void> {
  if (req.method !== "POST" && req.method !== "GET") throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
  const keep = (name: string, value: string, { path, age, isOpen = false }: Kept): void => {
    const flags = `${isOpen ? "" : "; HttpOnly"}; SameSite=Lax${isSecure ? "; Secure" : ""}`;
    res.appendHeader("Set-Cookie", `${name}=${value}; Path=${path}; Max-Age=${age}${flags}`);
  };
  const held = cookieOf(req.headers.cookie, refreshCookie(isSecure));
  const renewed = held === undefined ? undefined : await refreshSession(await contextOf(), held);
  if (renewed?.ok) {
    const { accessToken, refreshToken } = renewed.value;
    keep(sessionCookie(isSecure), accessToken, { path: "/", age: ACCESS_SECONDS });
    keep(refreshCookie(isSecure), refreshToken, { path: RENEW_PATH, age: REFRESH_SECONDS });
    keep(RETURNING_COOKIE, "1", { path: "/", age: REFRESH_SECONDS, isOpen: true });
  } else {
    keep(refreshCookie(isSecure), "", { path: RENEW_PATH, age: 0 });
    keep(RETURNING_COOKIE, "", { path: "/", age: 0, isOpen: true });
  }
  if (req.method === "GET") return goOn(res, url, renewed?.ok ?? false);
  if (!renewed?.ok) throw new Refused({ kind: "UNAUTHORIZED" });
  sendJson(res, 200, { expiresIn: ACCESS_SECONDS });
}

/** The mark of a returning visitor is gone where it failed, so nobody goes round in circles. */
function goOn(res: ServerResponse, url: URL, isRenewed: boolean): void {
  const next = ownPath(url.searchParams.get("next"));
  res.statusCode = 303;
  res.setHeader("Cache-Control", "no-store");
  res.setHeader("Location", isRenewed ? next : `/sign-in?next=${encodeURIComponent(next)}`);
  res.end();
}
