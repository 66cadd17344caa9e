import { expect, test } from "vitest";

import { ownPath } from "./own-path";

test("given a path of our own, it is kept with its query and without its fragment", () => {
  for (const path of ["/wallet", "/coupons/1?tab=qr", "/admin/raffles"]) expect(ownPath(path)).toBe(path);
  expect(ownPath("/wallet#top")).toBe("/wallet");
});

test("given any way to somewhere else, the own face is opened", () => {
  const wrong = [
    "",
    "wallet",
    "//evil.example",
    "/\\evil.example",
    "/%2fevil.example",
    "/%5Cevil",
    "https://evil.example",
    "/a b",
    "javascript:alert(1)",
    "/\tevil",
    "/..//evil.example",
    `/${"x".repeat(600)}`,
  ];
  for (const path of wrong) expect(ownPath(path), path).toBe("/go");
  expect(ownPath(undefined)).toBe("/go");
});

test("given the sign-in page itself, nobody goes round in circles", () => {
  expect(ownPath("/sign-in?next=/wallet")).toBe("/go");
});
