import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { ApiCtx, Container } from "@/server/container";
import { actorName } from "@/server/platform/ctx";
import { requestHash } from "@/server/platform/operations";
import { Refused } from "@/server/platform/refused";

import { sendJson, takeAnswerHeaders } from "./answer";
import { readJsonObject } from "./body";
import { matchRoute, type RestRoute } from "./rest-routes";

const MAX_BODY = 64 * 1024;

type RestRequest = {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  container: Container;
  contextOf(): Promise<ApiCtx>;
  /** Tells the access log and the metrics which route this was. */
  label(template: string): void;
};

const invalid = (path: string, message: string) =>
  new Refused({ kind: "VALIDATION_ERROR", details: [{ path, message }] });

function segmentsOf(path: string): string[] {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    throw invalid("path", "not readable");
  }
}

function queryOf(url: URL): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [key, value] of url.searchParams) {
    if (Object.hasOwn(query, key)) throw invalid(key, "given twice");
    Object.defineProperty(query, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return query;
}

/** `/api/v1/*`: the same procedures as tRPC, called in process (HTTP contract, "The one door"). */
export async function serveRest(request: RestRequest): Promise<void> {
  const { req, res, url } = request;
  const method = req.method === "HEAD" ? "GET" : (req.method ?? "GET");
  const match = matchRoute(method, segmentsOf(url.pathname.slice("/api/v1".length)));
  if (match.state === "none") throw new Refused({ kind: "NOT_FOUND" });
  if (match.state === "other-method") {
    res.setHeader("Allow", match.allow.join(", "));
    throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
  }
  const { route, params } = match;
  request.label(route.template);
  const body = route.isMutation && method !== "DELETE" ? await readJsonObject(req, MAX_BODY) : {};
  const input = inputOf(route, { ...queryOf(url), ...body, ...params });
  const ctx = await request.contextOf();
  const isOnce = route.isMutation && route.operation === undefined && ctx.operationId !== undefined;
  try {
    const answer = isOnce ? await callOnce(request.container, ctx, { route, input }) : await route.call(ctx)(input);
    sendJson(res, takeAnswerHeaders(res, ctx.answerHeaders), answer);
  } catch (fault) {
    // A refused call has its limits and its replay mark all the same.
    takeAnswerHeaders(res, ctx.answerHeaders);
    throw fault;
  }
}

function inputOf(route: RestRoute, input: Record<string, unknown>): unknown {
  if (route.hasInput) return input;
  const [unknown] = Object.keys(input);
  if (unknown !== undefined) throw invalid("", `unknown: ${unknown.slice(0, 100)}`);
  return undefined;
}

type Asked = { route: RestRoute; input: unknown };

/** The default for changing calls with a key: one transaction holds the call and its stored first answer. */
async function callOnce(container: Container, ctx: ApiCtx, { route, input }: Asked): Promise<string> {
  const operation = {
    opId: ctx.operationId ?? "",
    actor: actorName(ctx.actor),
    requestHash: requestHash(route.name, input),
  };
  const once = await container.once(ctx, operation, async (inner) => {
    const output = await route.call(inner)(input);
    return { status: Number(inner.answerHeaders.get("x-status") ?? 200), body: JSON.stringify(output) };
  });
  if (once.state === "mismatch") throw new Refused({ kind: "OPERATION_MISMATCH" });
  if (once.isReplay) {
    ctx.answerHeaders.set("x-status", String(once.answer.status));
    ctx.answerHeaders.set("Idempotent-Replayed", "true");
  }
  return once.answer.body;
}
