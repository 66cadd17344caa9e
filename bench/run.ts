/**
 * Measures the product against its peers, side by side in one run. Usage: npm run bench [-- ROW… --seconds=20 --coupons=100000 --built]
 * Exit: 0 measured, 2 could not run. Quiet machines only: other work moves every figure.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import postgres from "postgres";

import { migrateDatabase } from "@/db/migrate";
import { createContainer } from "@/server/container";
import { readEnv } from "@/server/platform/env";
import { createLogger } from "@/server/platform/logger";
import { DURABLE, startCluster } from "@/tests/support/cluster";

import { ensureServices } from "../scripts/services/packages.mjs";
import { appSettings, freePort } from "./app";
import type { Bench } from "./bench";
import { report, type Row } from "./report";
import { drawRow } from "./rows/draw";
import { redeemRow } from "./rows/redeem";
import { redeemHotRow } from "./rows/redeem-hot";
import { ticketsRow } from "./rows/tickets";
import { plantWorld } from "./world";

const ROWS: Readonly<Record<string, (bench: Bench) => Promise<Row>>> = {
  redeem: redeemRow,
  "redeem-hot": redeemHotRow,
  tickets: ticketsRow,
  draw: drawRow,
};
const SECONDS = 15;
const COUPONS = 100_000;

const SERVER = {
  ...DURABLE,
  shared_buffers: "1GB",
  max_wal_size: "8GB",
  checkpoint_timeout: "30min",
  shared_preload_libraries: "pg_stat_statements",
  track_commit_timestamp: "on",
};

async function build(): Promise<void> {
  const child = spawn(process.execPath, ["scripts/prepare.mjs", "--build"], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("the build failed");
}

type Size = { readonly seconds: number; readonly coupons: number };

async function withBench<T>({ seconds, coupons }: Size, work: (bench: Bench) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "jsm-bench-"));
  const cluster = await startCluster(SERVER);
  const sql = postgres(cluster.url, { max: 1, onnotice: () => undefined });
  try {
    await migrateDatabase(cluster.url);
    const settings = appSettings(cluster.url, await freePort(), folder);
    const env = readEnv(settings);
    const container = await createContainer(env, createLogger(env));
    console.log(`planting ${coupons} coupons`);
    const world = await plantWorld(sql, container, coupons);
    await container.close();
    return await work({ url: cluster.url, sql, databasePid: cluster.pid, settings, world, folder, seconds });
  } finally {
    await sql.end({ timeout: 5 });
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(args: readonly string[]): Promise<void> {
  const names = args.filter((arg) => !arg.startsWith("--"));
  const chosen = names.length > 0 ? names : Object.keys(ROWS);
  const rows = chosen.map((name) => ({ name, measure: ROWS[name] }));
  const strange = rows.find(({ measure }) => measure === undefined);
  if (strange) throw new Error(`no row ${strange.name}; there are ${Object.keys(ROWS).join(", ")}`);
  const number = (name: string, otherwise: number) =>
    Number(args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
  const size = { seconds: number("seconds", SECONDS), coupons: number("coupons", COUPONS) };
  const missing = ensureServices(["postgres"]);
  if (missing.length > 0) throw new Error(`not installed here: ${missing.join(", ")}`);
  if (!args.includes("--built")) await build();
  await withBench(size, async (bench) => {
    const measured: Row[] = [];
    for (const { name, measure } of rows) {
      console.log(name);
      if (measure) measured.push(await measure(bench));
    }
    report(measured);
  });
}

main(process.argv.slice(2)).catch((fault: unknown) => {
  console.error(fault instanceof Error ? (fault.stack ?? fault.message) : fault);
  process.exitCode = 2;
});
