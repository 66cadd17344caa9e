import "server-only";
import { createCallerFactory, type Meta } from "@/server/api/init";
import { type Procedure, procedures } from "@/server/api/procedures";
import { appRouter } from "@/server/api/root";
import type { ApiCtx } from "@/server/container";

type Call = (input: unknown) => Promise<unknown>;

export type RestRoute = {
  /** The procedure's name: `coupons.redeem`. */
  readonly name: string;
  readonly method: string;
  /** As documented: `/coupons/{id}`; also the label of metrics and logs. */
  readonly template: string;
  readonly segments: readonly string[];
  readonly isMutation: boolean;
  readonly hasInput: boolean;
  readonly operation: Meta["operation"];
  call(ctx: ApiCtx): Call;
};

const createCaller = createCallerFactory(appRouter);

/** The caller is a lazy proxy over the router; walking it by name gives the procedure's function. */
function callOf(name: string): RestRoute["call"] {
  const path = name.split(".");
  return (ctx) => {
    let at: unknown = createCaller(ctx);
    for (const step of path) at = Reflect.get(Object(at), step);
    return at as Call;
  };
}

function routeOf(name: string, procedure: Procedure): RestRoute | undefined {
  const { meta, type, inputs } = procedure._def;
  if (!meta?.openapi) return undefined;
  return {
    name,
    method: meta.openapi.method,
    template: meta.openapi.path,
    segments: meta.openapi.path.split("/").filter(Boolean),
    isMutation: type === "mutation",
    hasInput: inputs.length > 0,
    operation: meta.operation,
    call: callOf(name),
  };
}

const routes = procedures.flatMap(([name, procedure]) => {
  const route = routeOf(name, procedure);
  return route ? [route] : [];
});

// Literal segments win over `{placeholders}`: /raffles/active is not the raffle called "active".
const literals = (route: RestRoute) => route.segments.filter((segment) => !segment.startsWith("{")).length;
const ordered = routes.toSorted((a, b) => literals(b) - literals(a));

export type Match =
  | { readonly state: "found"; readonly route: RestRoute; readonly params: Record<string, string> }
  | { readonly state: "other-method"; readonly allow: readonly string[] }
  | { readonly state: "none" };

function paramsOf(route: RestRoute, segments: readonly string[]): Record<string, string> | undefined {
  if (route.segments.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, pattern] of route.segments.entries()) {
    const segment = segments[i] ?? "";
    if (pattern.startsWith("{")) params[pattern.slice(1, -1)] = segment;
    else if (pattern !== segment) return undefined;
  }
  return params;
}

export function matchRoute(method: string, segments: readonly string[]): Match {
  const allow = new Set<string>();
  for (const route of ordered) {
    const params = paramsOf(route, segments);
    if (!params) continue;
    if (route.method === method) return { state: "found", route, params };
    allow.add(route.method);
  }
  return allow.size > 0 ? { state: "other-method", allow: [...allow] } : { state: "none" };
}

export const restRoutes = (): readonly RestRoute[] => routes;
