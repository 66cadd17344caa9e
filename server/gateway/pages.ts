import "server-only";
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import { pagePolicy } from "./security-headers";

export type NextHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

type PageRequest = {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  facts: { requestId: string; network: string; locale: string };
  publicUrl: string;
  isDev: boolean;
  next: NextHandler;
};

/** Headers that only the gateway may set on the way to Next; whatever a caller sent under these names is gone. */
const OURS = [
  "x-nonce",
  "x-jsm-network",
  "x-jsm-locale",
  "x-jsm-path",
  "x-middleware-subrequest",
  "x-forwarded-host",
  "x-forwarded-proto",
];

/** Everything that is not API: Next renders it, with a nonce of this one answer. */
export async function servePage({ req, res, url, facts, publicUrl, isDev, next }: PageRequest): Promise<void> {
  const home = new URL(publicUrl);
  const isRead = req.method === "GET" || req.method === "HEAD";
  if (isRead && req.headers.host !== home.host && !url.pathname.startsWith("/_next/")) {
    res.statusCode = 307;
    res.setHeader("Location", `${home.origin}${url.pathname}${url.search}`);
    res.end();
    return;
  }
  const nonce = randomBytes(16).toString("base64url");
  const policy = pagePolicy(nonce, url.pathname, { publicUrl, isDev });
  for (const name of OURS) delete req.headers[name];
  req.headers["x-request-id"] = facts.requestId;
  req.headers["x-jsm-network"] = facts.network;
  req.headers["x-jsm-locale"] = facts.locale;
  req.headers["x-jsm-path"] = `${url.pathname}${url.search}`;
  req.headers["x-nonce"] = nonce;
  req.headers["content-security-policy"] = policy;
  res.setHeader("Content-Security-Policy", policy);
  await next(req, res);
}
