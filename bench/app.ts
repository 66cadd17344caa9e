import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import { cpuSecondsOf, peakMemoryMb } from "./process-cost";

const READY_MS = 60_000;
const MAIN = "dist/main.js";

export type AppSettings = Readonly<Record<string, string>> & { readonly NODE_ENV: "production" };

/** What the product and the scripts that plant for it must agree on. */
export function appSettings(databaseUrl: string, port: number, folder: string): AppSettings {
  return {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    JSM_MODE: "demo",
    JSM_SECRET: "the bench's own secret, longer than 32 characters",
    JSM_DATA_DIR: folder,
    JSM_PUBLIC_URL: `http://localhost:${port}`,
    JSM_LIMITS: "x100000",
    JSM_DATABASE_POOL: "20",
    METRICS_TOKEN: "bench",
    LOG_LEVEL: "warn",
    PORT: String(port),
    DATABASE_URL: databaseUrl,
  };
}

export type App = {
  readonly pid: number;
  readonly cpuSeconds: () => number;
  readonly peakMb: () => number;
  /** A counter or sum of its metrics, all labels together. */
  metric(name: string): Promise<number>;
  stop(): Promise<void>;
};

/** The built product, as `npm start` would run it, until it says that it is ready. */
export async function startApp(settings: AppSettings, flags: readonly string[] = []): Promise<App> {
  const child = spawn(process.execPath, [...flags, MAIN], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { PATH: process.env["PATH"] ?? "", ...settings },
  });
  const url = `http://127.0.0.1:${settings["PORT"]}`;
  await untilReady(child, url);
  const pid = child.pid ?? 0;
  return {
    pid,
    cpuSeconds: () => cpuSecondsOf(pid),
    peakMb: () => peakMemoryMb(pid),
    metric: (name) => metricOf(url, settings["METRICS_TOKEN"] ?? "", name),
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (const until = performance.now() + READY_MS; performance.now() < until; await pause(50)) {
    if (child.exitCode !== null) throw new Error("the product ended before it was ready");
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error("the product was not ready in time");
}

async function metricOf(url: string, token: string, name: string): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const lines = (await answer.text())
    .split("\n")
    .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
