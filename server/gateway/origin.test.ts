import type { IncomingMessage } from "node:http";

import { expect, test } from "vitest";

import { isForeignChange } from "./origin";

const home = "http://localhost:3000";
const request = (method: string, headers: Record<string, string>) =>
  ({ method, headers }) as unknown as IncomingMessage;

test.each([
  ["our own page", { cookie: "s", origin: home, "sec-fetch-site": "same-origin" }, false],
  ["a program with a token", { cookie: "s", authorization: "Bearer x" }, false],
  ["a stranger without a cookie", { origin: "https://evil.example" }, false],
  ["another site", { cookie: "s", origin: "https://evil.example", "sec-fetch-site": "cross-site" }, true],
  ["another port of the same host", { cookie: "s", origin: "http://localhost:4000" }, true],
  ["a sandboxed frame", { cookie: "s", origin: "null" }, true],
  ["a cookie that comes from nowhere", { cookie: "s" }, true],
])("%s", (_name, headers, isForeign) => expect(isForeignChange(request("POST", headers), home)).toBe(isForeign));

test("reading is never a change", () => {
  expect(isForeignChange(request("GET", { cookie: "s", origin: "https://evil.example" }), home)).toBe(false);
});
