import type { IncomingMessage } from "node:http";

import { expect, test } from "vitest";

import { cookieOf, operationIdOf, requestFacts } from "./request-facts";

const request = (headers: Record<string, string>, remoteAddress = "127.0.0.1") =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;

test("a forwarded address counts only as far as our own proxies vouch for it", () => {
  const forged = request({ "x-forwarded-for": "6.6.6.6, 10.0.0.1" }, "10.9.9.9");
  expect(requestFacts(forged, 0).network).toBe("10.9.9.9");
  expect(requestFacts(forged, 1).network).toBe("10.0.0.1");
});

test("phones behind one IPv6 router share a /64, whatever the spelling", () => {
  expect(requestFacts(request({}, "2806:2f0:9000:1::7"), 0).network).toBe("2806:2f0:9000:1::/64");
  expect(requestFacts(request({}, "2806:02F0:9000:0001:1:2:3:4"), 0).network).toBe("2806:2f0:9000:1::/64");
  expect(requestFacts(request({}, "::1"), 0).network).toBe("0:0:0:0::/64");
  expect(requestFacts(request({}, "::ffff:10.0.0.1"), 0).network).toBe("10.0.0.1");
});

test("Spanish unless English was chosen or asked for", () => {
  expect(requestFacts(request({}), 0).locale).toBe("es-MX");
  expect(requestFacts(request({ "accept-language": "en-US,en;q=0.9" }), 0).locale).toBe("en");
  expect(requestFacts(request({ "accept-language": "en-US", cookie: "a=b; jsm.locale=es-MX" }), 0).locale).toBe(
    "es-MX",
  );
});

test("a request id is kept only if it is short and plain", () => {
  expect(requestFacts(request({ "x-request-id": "trace-12345678" }), 0).requestId).toBe("trace-12345678");
  expect(requestFacts(request({ "x-request-id": "a\r\nb: c" }), 0).requestId).toMatch(/^[0-9a-f-]{36}$/);
});

test("an idempotency key is a UUID in any case", () => {
  expect(operationIdOf(request({}))).toBeUndefined();
  expect(operationIdOf(request({ "idempotency-key": "0199E5B4-0000-7000-8000-00000000000A" }))).toBe(
    "0199e5b4-0000-7000-8000-00000000000a",
  );
  expect(operationIdOf(request({ "idempotency-key": "again" }))).toBe("malformed");
});

test("cookies with equals signs in their value survive", () => {
  expect(cookieOf("a=1; b=x=y==; c=3", "b")).toBe("x=y==");
  expect(cookieOf(undefined, "b")).toBeUndefined();
});
