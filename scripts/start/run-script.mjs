import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

import { prepare } from "../prepare/prepare.mjs";
import { addressOf, startEmbedded } from "./embedded.mjs";
import { secretsOf } from "./secrets.mjs";
import { given } from "./settings.mjs";

const COULD_NOT_RUN = 2;

/**
 * Runs one script with the database it needs: the one of DATABASE_URL, else the running embedded one of the data
 * folder, else an embedded one started for as long as the script takes. Gives the script's exit code.
 */
export async function runScript({ file, args, needsDatabase }) {
  try {
    if (existsSync(".env")) process.loadEnvFile(".env");
    await prepare();
    const dataDir = resolve(process.env.JSM_DATA_DIR ?? ".data");
    const isDemo = (process.env.JSM_MODE ?? "demo") === "demo";
    const env = { JSM_DATA_DIR: dataDir, ...(isDemo && needsDatabase ? secretsOf(dataDir) : {}) };
    if (!needsDatabase || given("DATABASE_URL")) return await runTypeScript({ file, args, env });
    return await withEmbedded({ dataDir, file }, (database) =>
      runTypeScript({ file, args, env: { ...env, ...database } }),
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return COULD_NOT_RUN;
  }
}

const MIGRATE = "scripts/migrate.ts";
const embedded = (url) => ({ DATABASE_URL: url, JSM_DATABASE_EMBEDDED: "true" });

async function withEmbedded({ dataDir, file }, work) {
  const running = await addressOf(dataDir);
  if (running !== undefined) return work(embedded(running.url));
  const { child, ready } = startEmbedded({ dataDir, isBuilt: false });
  try {
    const { url } = await ready;
    const isBehind =
      file !== MIGRATE && (await runTypeScript({ file: MIGRATE, args: [], env: embedded(url), isQuiet: true })) !== 0;
    if (isBehind) throw new Error("the embedded database could not be brought up to date: npm run db:migrate says why");
    return await work(embedded(url));
  } finally {
    await stopped(child);
  }
}

async function stopped(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

// The terminal sends Ctrl-C to the script as well: we wait for it to end, then stop what we have started.
async function runTypeScript({ file, args, env, isQuiet = false }) {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    env: { ...process.env, ...env, TSX_TSCONFIG_PATH: "tsconfig.server.json" },
    stdio: isQuiet ? "ignore" : "inherit",
  });
  const pass = (signal) => child.kill(signal);
  const wait = () => undefined;
  process.on("SIGTERM", pass).on("SIGINT", wait);
  const [code] = await once(child, "exit");
  process.off("SIGTERM", pass).off("SIGINT", wait);
  return code ?? 1;
}
