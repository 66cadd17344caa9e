import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { Container } from "@/server/container";
import { policyViolations } from "@/server/platform/metrics";
import { Refused } from "@/server/platform/refused";

import { readBody } from "./body";

const MAX_BODY = 16 * 1024;

/** The first word of what was violated, from a closed set: reports come from anybody. */
const DIRECTIVES = [
  "default-src",
  "script-src-elem",
  "script-src-attr",
  "script-src",
  "style-src-elem",
  "style-src-attr",
  "style-src",
  "img-src",
  "font-src",
  "connect-src",
  "worker-src",
  "media-src",
  "object-src",
  "base-uri",
  "frame-ancestors",
  "form-action",
] as const;

function directiveIn(body: Buffer): string {
  const named = /"(?:effective|violated)-directive"\s*:\s*"([a-z-]+)/.exec(body.toString("utf8"))?.[1];
  return DIRECTIVES.find((known) => known === named) ?? "other";
}

/** Counts a report and keeps nothing of it: addresses in it may carry what nobody may log. */
export async function servePolicyReport(req: IncomingMessage, res: ServerResponse, { log }: Container): Promise<void> {
  if (req.method !== "POST") throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
  const directive = directiveIn(await readBody(req, MAX_BODY));
  policyViolations.inc({ directive });
  log.warn({ directive }, "a page tried what its policy forbids");
  res.writeHead(204).end();
}
