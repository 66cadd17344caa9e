import "server-only";
import type { IncomingMessage } from "node:http";

const CHANGING = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * A browser sends the session cookie along wherever a change comes from; so a change with a cookie must come from our
 * own pages. Bearer tokens are never sent by themselves and need no such check.
 */
export function isForeignChange(req: IncomingMessage, publicUrl: string): boolean {
  if (!CHANGING.has(req.method ?? "") || req.headers.cookie === undefined || req.headers.authorization !== undefined)
    return false;
  const { origin } = req.headers;
  const site = req.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return true;
  if (origin !== undefined) return origin !== new URL(publicUrl).origin;
  return site === undefined;
}
