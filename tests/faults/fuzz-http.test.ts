import { connect } from "node:net";

import fc from "fast-check";
import { describe, expect } from "vitest";

import { restRoutes } from "@/server/gateway/rest-routes";
import { test as withWorld } from "@/tests/support/coupon-test";
import { openGateway } from "@/tests/support/gateway";
import { scale, tell } from "@/tests/support/scale";

const test = withWorld.extend("gateway", { scope: "file" }, async ({ container }, { onCleanup }) => {
  const gateway = await openGateway(container);
  onCleanup(() => gateway.close());
  return gateway;
});

const REQUESTS = scale(5_000);
const SEED = 20_261_124;
const AT_ONCE = 8;
const SLOW_MS = 1_000;

type Answer = { readonly status: number | undefined; readonly ms: number };

/** The bytes as they are, on a connection of their own; the first status line that comes back, if any. */
function sent(port: number, bytes: string): Promise<Answer> {
  const from = performance.now();
  return new Promise((done) => {
    let text = "";
    const socket = connect({ port, host: "127.0.0.1" });
    const end = (): void => {
      clearTimeout(patience);
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      done({ status: status === undefined ? undefined : Number(status), ms: performance.now() - from });
    };
    // Whoever announces more than they send is waited for, up to the server's own limit; that is no hang of ours.
    const patience = setTimeout(end, SLOW_MS + 500);
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      if (text.includes("\r\n")) end();
    });
    socket.on("error", end);
    socket.on("close", end);
    socket.on("connect", () => void socket.end(Buffer.from(bytes, "latin1")));
  });
}

const paths = [
  ...restRoutes().map(({ method, template }) => ({ method, path: `/api/v1${template.replace(/\{\w+\}/g, "x")}` })),
  { method: "POST", path: "/api/trpc/auth.login" },
  { method: "GET", path: "/api/trpc/a,b,c,d,e,f,g,h,i,j,k,l?batch=1" },
  { method: "GET", path: "/api/trpc/__proto__.constructor" },
  { method: "POST", path: "/api/auth/renew" },
  { method: "POST", path: "/api/webhooks/stripe" },
  { method: "GET", path: "/healthz" },
  { method: "GET", path: "/.well-known/jwks.json" },
];

const targets = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...paths).map(({ path }) => path) },
  fc.constantFrom(
    "*",
    "http://evil.example/api/v1/coupons",
    "//evil.example/%2e%2e/%2e%2e/etc/passwd",
    "/%00",
    "/%ff%fe",
    "/api/v1/%zz",
    "/api/v1/coupons/%2f%2e%2e",
    "/api/v1/coupons?limit=1&limit=2",
    "/api/v1/coupons?__proto__[isAdmin]=1",
    `/api/v1/stations/search?q=${"a".repeat(15_000)}`,
    `/${"a/".repeat(4_000)}`,
    "/api/trpc/auth.profile?input=%7B",
    "/api/trpc/auth.profile?batch=1&input=[]",
    "/_next/image?url=http://127.0.0.1/",
  ),
);

const headers = fc.subarray([
  "Authorization: Bearer",
  "Authorization: Bearer a.b.c",
  "Authorization: Basic YTpi",
  `Authorization: Bearer ${"a.".repeat(3_000)}`,
  "Cookie: jsm.session=; jsm.session=x",
  `Cookie: ${"a=b; ".repeat(1_000)}`,
  "Content-Type: application/json",
  "Content-Type: text/plain",
  "Content-Type: multipart/form-data; boundary=",
  "Content-Encoding: gzip",
  "Transfer-Encoding: chunked",
  "Transfer-Encoding: chunked, identity",
  "Content-Length: 0",
  "Content-Length: -1",
  "Content-Length: 5",
  "Content-Length: 99999999",
  "Idempotency-Key: x",
  "X-Request-Id: \u0001\u0002",
  "X-Forwarded-For: 1.2.3.4, , ,",
  "X-Middleware-Subrequest: middleware",
  "X-HTTP-Method-Override: DELETE",
  "Upgrade: websocket",
  "Connection: upgrade",
  "Expect: 100-continue",
  "Range: bytes=0-18446744073709551615",
  `X-Long: ${"x".repeat(17_000)}`,
  "No colon here",
  "Accept-Language: \u00ff\u00fe",
]);

const bodies = fc.oneof(
  fc.constantFrom(
    "",
    "{",
    "[]",
    "null",
    '{"a":1,"a":2}',
    "\u00ef\u00bb\u00bf{}",
    '{"__proto__":{"isAdmin":true}}',
    "[".repeat(60_000),
    `{"q":"${"a".repeat(70_000)}"}`,
    "5\r\nhello\r\n0\r\n\r\n",
    "ffffffffffff\r\n",
    "\u0000".repeat(100),
  ),
  fc.json(),
  fc.string({ unit: "binary", maxLength: 200 }),
);

const methods = fc.constantFrom(
  "GET",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "HEAD",
  "OPTIONS",
  "TRACE",
  "CONNECT",
  "get",
  "JEFF",
);

const requests = fc
  .record({
    method: methods,
    target: targets,
    lines: headers,
    body: bodies,
    version: fc.constantFrom("1.1", "1.1", "1.1", "1.0", "2.0", "0.9"),
  })
  .map(({ method, target, lines, body, version }) =>
    [`${method} ${target} HTTP/${version}`, "Host: localhost", ...lines, "Connection: close", "", body].join("\r\n"),
  );

const noise = fc.string({ unit: "binary", maxLength: 400 });

describe("whatever comes through the socket", () => {
  test("is answered below 500 or hung up on, and the door stays open", async ({ gateway }) => {
    const port = Number(new URL(gateway.url).port);
    const all = fc.sample(fc.oneof({ weight: 12, arbitrary: requests }, noise), { numRuns: REQUESTS, seed: SEED });
    const prototype = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
    const counts = new Map<string, number>();
    const bad: string[] = [];
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const batch = all.slice(from, from + AT_ONCE);
      const answers = await Promise.all(batch.map((bytes) => sent(port, bytes)));
      for (const [i, { status, ms }] of answers.entries()) {
        const kind = status === undefined ? "none" : `${Math.floor(status / 100)}xx`;
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if ((status ?? 0) >= 500 || (status !== undefined && ms > SLOW_MS))
          bad.push(`${status} ${ms} ${batch[i]?.slice(0, 300)}`);
      }
    }
    tell("raw HTTP", { requests: all.length, ...Object.fromEntries(counts) });
    expect(bad.slice(0, 5)).toEqual([]);
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(prototype);
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
  });
});
