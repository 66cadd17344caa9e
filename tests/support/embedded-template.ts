import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
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
  mkdirSync(CACHE, { recursive: true });
  forgetOld(now);
  const making = mkdtempSync(join(CACHE, "making-"));
  const embedded = await startEmbedded(making);
  try {
    await migrateDatabase(embedded.url);
  } finally {
    await embedded.stop();
  }
  moveOrLeave(making, folder);
  return folder;
}

// Somebody else may have made the same meanwhile: theirs is as good.
function moveOrLeave(making: string, folder: string): void {
  try {
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

const DAY_MS = 86_400_000;

function forgetOld(now: Date): void {
  for (const name of readdirSync(CACHE)) {
    const old = join(CACHE, name);
    if (now.getTime() - statSync(old).mtimeMs > DAY_MS) rmSync(old, { recursive: true, force: true });
  }
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
