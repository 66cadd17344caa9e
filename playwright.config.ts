import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { defineConfig, devices } from "@playwright/test";

import { chromiumPath } from "./scripts/services/packages.mjs";

// Workers read this file again: what is made up the first time is handed to them in the environment.
const port = (process.env["E2E_PORT"] ??= "3210");
const dataDir = (process.env["E2E_DATA_DIR"] ??= mkdtempSync(join(tmpdir(), "jsm-e2e-")));
const origin = `http://localhost:${port}`;
const executablePath = chromiumPath();

const CHROMIUM_ARGS = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // A sandbox needs an unprivileged user.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: origin,
    locale: "es-MX",
    timezoneId: "America/Mexico_City",
    geolocation: { latitude: 19.4326, longitude: -99.1332 },
    permissions: ["geolocation"],
    screenshot: "only-on-failure",
    trace: "off",
    launchOptions: { args: CHROMIUM_ARGS, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [
    {
      name: "phone",
      use: { ...devices["Pixel 7"], viewport: { width: 360, height: 740 } },
      testIgnore: "**/*.desk.spec.ts",
    },
    { name: "desk", use: { viewport: { width: 1280, height: 800 } }, testMatch: "**/*.desk.spec.ts" },
  ],
  webServer: {
    command: "node scripts/start.mjs",
    url: `${origin}/readyz`,
    env: { PORT: port, JSM_DATA_DIR: dataDir, JSM_MODE: "demo" },
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 40_000 },
    stdout: "pipe",
    stderr: "pipe",
  },
});
