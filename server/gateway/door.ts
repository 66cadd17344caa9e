import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import { RENEW_PATH } from "@/server/auth/domain/cookies";
import { stationKeyOf } from "@/server/auth/queries/identity";
import type { ApiCtx, Container } from "@/server/container";
import { asId } from "@/server/kernel/id";
import { publicUrlOf } from "@/server/platform/env";
import { httpDuration, httpRequests } from "@/server/platform/metrics";
import { Refused } from "@/server/platform/refused";

import { send, sendFault, sendJson } from "./answer";
import { serveDemo } from "./demo";
import { serveEvidence } from "./evidence-file";
import { serveFile } from "./files";
import { serveMetrics, serveReadiness } from "./health";
import { openApiDocument } from "./openapi";
import { isForeignChange } from "./origin";
import { type NextHandler, servePage } from "./pages";
import { servePolicyReport } from "./policy-reports";
import { serveRenewal } from "./renew";
import { operationIdOf, type RequestFacts, requestFacts } from "./request-facts";
import { serveRest } from "./rest";
import { POLICY_REPORTS, setSecurityHeaders } from "./security-headers";
import { serveStatement } from "./statement-file";
import { procedureLabel, serveTrpc, TRPC_PREFIX } from "./trpc";
import { serveUpload } from "./uploads";
import { serveStripeWebhook } from "./webhooks";

export type InngestHandler = (req: IncomingMessage, res: ServerResponse) => unknown;

export type DoorParts = {
  container: Container;
  next: NextHandler;
  inngest: InngestHandler | undefined;
  isDev: boolean;
};

type Visit = { req: IncomingMessage; res: ServerResponse; url: URL; facts: RequestFacts; label(route: string): void };

/** The one door: request id, headers, limits, who is calling, and where it goes. It knows who, never whether. */
export function createDoor({ container, next, inngest, isDev }: DoorParts) {
  const { env, log } = container;
  const publicUrl = publicUrlOf(env);

  async function contextOf({ req, res, facts }: Visit): Promise<ApiCtx> {
    const operationId = operationIdOf(req);
    if (operationId === "malformed") {
      throw new Refused({
        kind: "VALIDATION_ERROR",
        details: [{ path: "Idempotency-Key", message: "must be a UUID" }],
      });
    }
    const actor = await container.services.identify(req.headers);
    const ctx = container.contextFor({
      actor,
      requestId: facts.requestId,
      locale: facts.locale,
      operationId: operationId === undefined ? undefined : asId("operation", operationId),
      network: facts.network,
      deviceToken: facts.deviceToken,
      stationKey: stationKeyOf(req.headers, publicUrl.startsWith("https:")),
      answerHeaders: new Headers(),
    });
    // Also on the answer of a call that is refused: how much is left is what its client wants to know.
    await container.services.limits
      .takeCoarse(ctx)
      .finally(() => ctx.answerHeaders.forEach((value, name) => res.setHeader(name, value)));
    return ctx;
  }

  async function serveApi(visit: Visit): Promise<boolean> {
    const { res, url } = visit;
    const path = url.pathname;
    if (path === "/api/v1/openapi.json") {
      send(res, {
        status: 200,
        contentType: "application/json; charset=utf-8",
        body: await openApiDocument(),
        isPublic: true,
      });
      return true;
    }
    if (path.startsWith("/api/v1/")) {
      if (await serveUpload({ ...visit, contextOf: () => contextOf(visit) })) return true;
      if (await serveFile({ ...visit, contextOf: () => contextOf(visit) })) return true;
      if (await serveEvidence({ ...visit, contextOf: () => contextOf(visit) })) return true;
      if (await serveStatement({ ...visit, contextOf: () => contextOf(visit) })) return true;
      await serveRest({ ...visit, container, contextOf: () => contextOf(visit) });
      return true;
    }
    if (path.startsWith(TRPC_PREFIX)) {
      visit.label(procedureLabel(path));
      await serveTrpc({ ...visit, path, log, contextOf: () => contextOf(visit) });
      return true;
    }
    return false;
  }

  async function serveMachines(visit: Visit): Promise<boolean> {
    const { req, res, url } = visit;
    switch (url.pathname) {
      case "/healthz":
        sendJson(res, 200, { status: "alive" });
        return true;
      case "/readyz":
        await serveReadiness(res, container);
        return true;
      case "/metrics":
        await serveMetrics(req, res, container);
        return true;
      case "/.well-known/jwks.json":
        sendJson(res, 200, await container.services.tokens.jwks());
        return true;
      case RENEW_PATH:
        visit.label(RENEW_PATH);
        await serveRenewal({
          req,
          res,
          url,
          isSecure: publicUrl.startsWith("https:"),
          contextOf: () => contextOf(visit),
        });
        return true;
      case POLICY_REPORTS:
        visit.label(POLICY_REPORTS);
        await contextOf(visit);
        await servePolicyReport(req, res, container);
        return true;
      case "/api/webhooks/stripe":
        await serveStripeWebhook(req, res, container);
        return true;
      case "/api/inngest":
        return serveInngest(visit);
      default:
        return false;
    }
  }

  async function serveInngest({ req, res }: Visit): Promise<boolean> {
    if (!inngest) throw new Refused({ kind: "NOT_FOUND" });
    if (!["GET", "POST", "PUT"].includes(req.method ?? "")) throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
    await inngest(req, res);
    return true;
  }

  async function route(visit: Visit): Promise<void> {
    const { req, url } = visit;
    const isApi =
      url.pathname.startsWith("/api/v1/") || url.pathname.startsWith(TRPC_PREFIX) || url.pathname.startsWith("/demo/");
    if (isApi && isForeignChange(req, publicUrl)) throw new Refused({ kind: "ACCESS_DENIED" });
    if (await serveMachines(visit)) return;
    if (await serveApi(visit)) return;
    if (await serveDemo({ ...visit, container })) return;
    visit.label(url.pathname.startsWith("/_next/") ? "/_next" : "page");
    // Forms of pages are calls too: they count against the same limits as the API.
    if (req.method === "POST") await contextOf(visit);
    await servePage({ ...visit, publicUrl, isDev, next });
  }

  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const started = performance.now();
    const facts = requestFacts(req, env.JSM_TRUSTED_PROXIES);
    let label = "other";
    res.setHeader("X-Request-Id", facts.requestId);
    res.on("finish", () => {
      const seconds = (performance.now() - started) / 1_000;
      const labels = { route: label, method: req.method ?? "", status: String(res.statusCode) };
      httpRequests.inc(labels);
      httpDuration.observe({ route: label }, seconds);
      log.debug({ requestId: facts.requestId, ...labels, ms: Math.round(seconds * 1_000) }, "answered");
    });
    try {
      const url = urlOf(req, publicUrl);
      setSecurityHeaders(res, url.pathname, { publicUrl, isDev });
      await route({ req, res, url, facts, label: (template) => void (label = template) });
    } catch (fault) {
      sendFault(res, fault, { ...facts, log });
    }
  };
}

/** Only the path and the query count: the host of an absolute-form target is not ours to follow. */
function urlOf(req: IncomingMessage, publicUrl: string): URL {
  const target = req.url ?? "/";
  if (!target.startsWith("/") || !URL.canParse(target.replace(/^\/{2,}/, "/"), publicUrl))
    throw new Refused({ kind: "VALIDATION_ERROR" });
  return new URL(target.replace(/^\/{2,}/, "/"), publicUrl);
}
