import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { findPostgres } from "../scripts/services/postgres-binaries.mjs";

export type PeerRun = {
  readonly url: string;
  readonly script: string;
  readonly seconds: number;
  readonly variables: Readonly<Record<string, number>>;
};

export type PeerFindings = { readonly perSecond: number; readonly averageMs: number; readonly failed: number };

const CLIENTS = 64;
const THREADS = 2;

/** `pgbench` as performance.md names it: prepared statements, 64 clients, two threads. Throws when any transaction failed for good. */
export async function runPeer({ url, script, seconds, variables }: PeerRun): Promise<PeerFindings> {
  const found = findPostgres();
  if (!found) throw new Error("no Postgres is installed");
  const given = Object.entries(variables).flatMap(([name, value]) => ["-D", `${name}=${value}`]);
  const how = ["-n", "-M", "prepared", "-c", String(CLIENTS), "-j", String(THREADS), "-T", String(seconds)];
  const child = spawn(join(found.bin, "pgbench"), [...how, ...given, "-f", script, url], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += String(chunk)));
  child.stderr.on("data", (chunk: Buffer) => (said += String(chunk)));
  const [code] = await once(child, "close");
  const number = (pattern: RegExp): number => Number(pattern.exec(said)?.[1] ?? Number.NaN);
  const perSecond = number(/^tps = ([\d.]+)/m);
  if (code !== 0 || Number.isNaN(perSecond)) throw new Error(`pgbench failed:\n${said.slice(-2_000)}`);
  return {
    perSecond,
    averageMs: number(/latency average = ([\d.]+) ms/),
    failed: number(/failed transactions: (\d+)/),
  };
}
