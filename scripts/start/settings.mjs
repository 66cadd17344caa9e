import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";

import { Refusal } from "./machine.mjs";
import { secretsOf } from "./secrets.mjs";

/** What this start is asked to do, from the environment and `.env`. Throws Refusal when it cannot be done. */
export async function readSettings({ isDev }) {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const mode = process.env.JSM_MODE ?? "demo";
  if (mode !== "demo" && mode !== "live") throw new Refusal(`JSM_MODE is "demo" or "live", not "${mode}".`);
  const databaseUrl = given("DATABASE_URL") ? (process.env.DATABASE_URL ?? "from file") : undefined;
  if (mode === "live" && databaseUrl === undefined)
    throw new Refusal("JSM_MODE=live needs DATABASE_URL, a real Postgres.");
  const dataDir = resolve(process.env.JSM_DATA_DIR ?? ".data");
  const port = await portOf(process.env.PORT);
  return {
    isDev,
    mode,
    databaseUrl,
    dataDir,
    port,
    readyUrl: `http://127.0.0.1:${port}/readyz`,
    publicUrl: process.env.JSM_PUBLIC_URL ?? `http://localhost:${port}`,
    log: mode === "demo" && !isDev ? join(dataDir, "server.log") : undefined,
    env: {
      ...(mode === "demo" ? secretsOf(dataDir) : {}),
      JSM_MODE: mode,
      JSM_DATA_DIR: dataDir,
      PORT: String(port),
      NODE_ENV: isDev ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
  };
}

/** A setting may come as itself or as a file that holds it. */
export const given = (name) => Boolean(process.env[name]) || Boolean(process.env[`${name}_FILE`]);

async function portOf(text) {
  if (text === undefined || text === "") return 3000;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Refusal(`PORT is a number up to 65535, not "${text}".`);
  return port === 0 ? freePort() : port;
}

function freePort() {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolvePort(port));
    });
  });
}
