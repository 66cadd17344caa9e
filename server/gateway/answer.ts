import "server-only";
import type { ServerResponse } from "node:http";

import { envelopeOf, httpStatusOf, refusalOf } from "@/server/platform/envelope";
import type { Logger } from "@/server/platform/logger";
import { refusalText } from "@/server/platform/refusal-text";
import { Refused } from "@/server/platform/refused";

import type { RequestFacts } from "./request-facts";
import { API_POLICY } from "./security-headers";

export type Body = { status: number; contentType: string; body: string | Uint8Array; isPublic?: boolean };

/** Answers that depend on who asks are never kept by anybody in between. */
export function send(res: ServerResponse, { status, contentType, body, isPublic = false }: Body): void {
  res.statusCode = status;
  res.setHeader("Content-Type", contentType);
  res.setHeader("Content-Security-Policy", API_POLICY);
  if (!res.hasHeader("Cache-Control"))
    res.setHeader("Cache-Control", isPublic ? "public, max-age=0, must-revalidate" : "private, no-store");
  res.setHeader("Content-Length", typeof body === "string" ? Buffer.byteLength(body) : body.byteLength);
  res.end(body);
}

export const sendJson = (res: ServerResponse, status: number, value: unknown): void =>
  send(res, {
    status,
    contentType: "application/json; charset=utf-8",
    body: typeof value === "string" ? value : JSON.stringify(value),
  });

/** Maps anything thrown to the error envelope; only faults are logged as errors, with their stack. */
export function sendFault(res: ServerResponse, fault: unknown, facts: RequestFacts & { log: Logger }): void {
  const refusal = refusalOf(fault);
  if (refusal.kind === "INTERNAL") facts.log.error({ requestId: facts.requestId, err: fault }, "fault");
  if (res.headersSent) return void res.destroy();
  if (refusal.retryAfterSeconds !== undefined) res.setHeader("Retry-After", String(refusal.retryAfterSeconds));
  const stored = fault instanceof Refused ? fault.storedBody : undefined;
  sendJson(
    res,
    httpStatusOf(refusal),
    stored ?? envelopeOf(refusal, refusalText(refusal.kind, facts.locale), facts.requestId),
  );
}

/** Copies what a procedure asked for onto the answer; `x-status` becomes the status. */
export function takeAnswerHeaders(res: ServerResponse, headers: Headers): number {
  const status = Number(headers.get("x-status") ?? 200);
  headers.delete("x-status");
  for (const cookie of headers.getSetCookie()) res.appendHeader("Set-Cookie", cookie);
  for (const [name, value] of headers) if (name !== "set-cookie") res.setHeader(name, value);
  return status;
}
