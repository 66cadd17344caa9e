import { describe, expect, test } from "vitest";

import { chromiumPath, ensureServices } from "./packages.mjs";

describe("services that are missing", () => {
  test("are named with what to install where we may not install", () => {
    const nowhere = { canInstall: () => false, install: () => expect.unreachable() };
    const lines = ensureServices(["chromium", "redis", "postgres", "promtool"], nowhere);
    for (const line of lines) expect(line).toMatch(/apt-get install /);
  });

  test("the browser named in the environment comes first, and must exist", () => {
    expect(chromiumPath({ CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
    expect(chromiumPath({ CHROMIUM_PATH: "/nowhere/chromium" })).not.toBe("/nowhere/chromium");
  });
});
