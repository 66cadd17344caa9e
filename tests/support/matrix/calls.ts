import { uuidv7 } from "uuidv7";

import { restRoutes, type RestRoute } from "@/server/gateway/rest-routes";

export const SURFACES = ["tRPC", "REST"] as const;
export type Surface = (typeof SURFACES)[number];

export type Ask = {
  readonly url: string;
  readonly name: string;
  readonly isMutation: boolean;
  readonly input: Readonly<Record<string, unknown>>;
  readonly token: string | undefined;
};

const routes: ReadonlyMap<string, RestRoute> = new Map(restRoutes().map((route) => [route.name, route]));

export const hasRoute = (name: string): boolean => routes.has(name);

const headersOf = (token: string | undefined) => ({
  "content-type": "application/json",
  "idempotency-key": uuidv7(),
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
});

async function trpcAnswer({ url, name, isMutation, input, token }: Ask): Promise<string> {
  const query = isMutation ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const answer = await fetch(`${url}/api/trpc/${name}${query}`, {
    method: isMutation ? "POST" : "GET",
    headers: headersOf(token),
    ...(isMutation && { body: JSON.stringify(input) }),
  });
  const body = (await answer.json()) as { error?: { message: string } };
  return body.error?.message ?? "allowed";
}

async function restAnswer({ url, name, input, token }: Ask): Promise<string> {
  const route = routes.get(name);
  if (!route) throw new Error(`${name} has no route`);
  const rest = { ...input };
  const path = route.template.replace(/\{(\w+)\}/g, (_whole, key: string) => {
    const value = rest[key];
    delete rest[key];
    // Without a resource of its own any id will do: roles are judged before it is looked at.
    return encodeURIComponent(typeof value === "string" ? value : uuidv7());
  });
  const isBody = route.isMutation && route.method !== "DELETE";
  const query = isBody
    ? ""
    : `?${new URLSearchParams(Object.entries(rest).map(([key, value]) => [key, String(value)]))}`;
  const answer = await fetch(`${url}/api/v1${path}${query}`, {
    method: route.method,
    headers: headersOf(token),
    ...(isBody && { body: JSON.stringify(rest) }),
  });
  const body = (await answer.json()) as { error?: string };
  return answer.ok ? "allowed" : (body.error ?? `status ${answer.status}`);
}

/** `allowed`, or the code of the refusal. */
export const answerOf = (surface: Surface, ask: Ask): Promise<string> =>
  surface === "tRPC" ? trpcAnswer(ask) : restAnswer(ask);
