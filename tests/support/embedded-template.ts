import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

import { migrateDatabase } from "@/db/migrate";

import { startEmbedded } from "./embedded-process";

const CACHE = "node_modules/.cache/embedded-template";
const MIGRATIONS = "db/migrations";
const PINS = ["@electric-sql/pglite", "@electric-sql/pglite-postgis"];

/**
 * A data folder with the migrated database, made once for the same migrations, engine and month (migrations make the
 * partitions of the months to come).
 */
export async function preparedFolder(now = new Date()): Promise<string> {
  const folder = join(CACHE, keyOf(now));
  if (existsSync(folder)) return folder;
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  const making = mkdtempSync(join(CACHE, "making-"));
  const embedded = await startEmbedded(making);
  try {
    await migrateDatabase(embedded.url);
  } finally {
    await embedded.stop();
  }
  renameSync(making, folder);
  return folder;
}

/** A copy of the prepared folder in `parent`, for one process alone. */
export function copyPrepared(folder: string, parent: string): string {
  const copy = mkdtempSync(join(parent, "jsm-embedded-"));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function keyOf(now: Date): string {
  const hash = createHash("sha256").update(now.toISOString().slice(0, 7));
  for (const name of PINS) hash.update(readFileSync(join("node_modules", name, "package.json")));
  for (const file of readdirSync(MIGRATIONS).toSorted((a, b) => (a < b ? -1 : 1))) {
    if (file.endsWith(".sql")) hash.update(file).update(readFileSync(join(MIGRATIONS, file)));
  }
  hash.update(readFileSync(join(dirname(MIGRATIONS), "migrate.ts")));
  return hash.digest("hex").slice(0, 24);
}
