import { existsSync, readdirSync } from "node:fs";

const DOOR = "tests/integration/pglite/";
const isParallel = (file: string) => file.endsWith(".parallel.test.ts");

/** Test files that two live sessions need: real Postgres only. */
export const parallelFiles = (files: readonly string[]): string[] => files.filter(isParallel);

/** What runs on the embedded database: every file, or the first of each context. */
export function embeddedFiles(files: readonly string[], isEvery: boolean): string[] {
  const able = files.filter((file) => !isParallel(file) && !file.startsWith(DOOR));
  const sorted = able.toSorted((a, b) => (a < b ? -1 : 1));
  if (isEvery) return sorted;
  return sorted.filter((file, i) => contextOf(file) !== contextOf(sorted[i - 1] ?? ""));
}

const contextOf = (file: string): string => file.split("/")[2] ?? "";

const FOLDER = "tests/integration";

export const integrationFiles = (): string[] => {
  if (!existsSync(FOLDER)) return [];
  const found = readdirSync(FOLDER, { recursive: true, encoding: "utf8" });
  return found.filter((file) => file.endsWith(".test.ts")).map((file) => `${FOLDER}/${file.replaceAll("\\", "/")}`);
};
