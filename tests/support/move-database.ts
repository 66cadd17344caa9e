import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import postgres from "postgres";

import { findPostgres } from "@/scripts/services/postgres-binaries.mjs";

import { databaseUrl } from "./template";

const run = promisify(execFile);
const MEGABYTES_64 = 64 * 1024 * 1024;

/** `pg_dump | psql` into a new database of another server; answers its address. */
export async function moveDatabase(from: string, serverUrl: string): Promise<string> {
  const bin = findPostgres()?.bin;
  if (bin === undefined) throw new Error("no Postgres binaries are installed");
  const to = databaseUrl(serverUrl, "moved");
  const sql = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`create database moved`;
    await sql`create role jsm_app nologin`.catch(() => undefined);
  } finally {
    await sql.end();
  }
  const { stdout } = await run(join(bin, "pg_dump"), ["--no-owner", from], { maxBuffer: MEGABYTES_64 });
  const restoring = run(join(bin, "psql"), ["-q", "-v", "ON_ERROR_STOP=1", "-d", to], { maxBuffer: MEGABYTES_64 });
  restoring.child.stdin?.end(stdout);
  await restoring;
  return to;
}
