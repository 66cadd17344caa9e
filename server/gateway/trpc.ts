import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";

import { appRouter } from "@/server/api/root";
import type { ApiCtx } from "@/server/container";
import { httpStatusOf, refusalOf } from "@/server/platform/envelope";
import type { Logger } from "@/server/platform/logger";
import { Refused } from "@/server/platform/refused";

import { API_POLICY } from "./security-headers";

export const TRPC_PREFIX = "/api/trpc/";
const MAX_BODY = 64 * 1024;
const MAX_BATCH = 10;

const PROCEDURES = new Set(Object.keys(appRouter._def.procedures));

/** The procedure a path names, for metrics: a batch counts as such, and what does not exist has no name. */
export function procedureLabel(path: string): string {
  const name = path.slice(TRPC_PREFIX.length);
  if (name.includes(",")) return `${TRPC_PREFIX}(batch)`;
  return PROCEDURES.has(name) ? `${TRPC_PREFIX}${name}` : `${TRPC_PREFIX}(unknown)`;
}

type TrpcRequest = {
  req: IncomingMessage;
  res: ServerResponse;
  path: string;
  log: Logger;
  contextOf(): Promise<ApiCtx>;
};

/** `/api/trpc/*` for our own pages; only JSON changes anything, so that no plain form of another site can. */
export async function serveTrpc({ req, res, path, log, contextOf }: TrpcRequest): Promise<void> {
  if (req.method === "POST" && !/^application\/json\s*(;|$)/i.test(req.headers["content-type"] ?? "")) {
    throw new Refused({
      kind: "VALIDATION_ERROR",
      details: [{ path: "content-type", message: "must be application/json" }],
    });
  }
  res.setHeader("Content-Security-Policy", API_POLICY);
  res.setHeader("Cache-Control", "private, no-store");
  await nodeHTTPRequestHandler({
    router: appRouter,
    req,
    res,
    path: path.slice(TRPC_PREFIX.length),
    maxBodySize: MAX_BODY,
    maxBatchSize: MAX_BATCH,
    createContext: contextOf,
    onError: ({ error, path: name, ctx }) => {
      if (refusalOf(error).kind === "INTERNAL")
        log.error({ requestId: ctx?.requestId, procedure: name, err: error.cause ?? error }, "fault");
    },
    responseMeta: ({ errors, ctx }) => {
      const [error] = errors;
      const headers = new Headers(ctx?.answerHeaders);
      headers.delete("x-status");
      const refusal = error && refusalOf(error);
      if (refusal?.retryAfterSeconds !== undefined) headers.set("retry-after", String(refusal.retryAfterSeconds));
      return refusal ? { status: httpStatusOf(refusal), headers } : { headers };
    },
  });
}
