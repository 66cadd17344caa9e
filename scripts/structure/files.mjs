import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

const NOT_OURS = new Set([
  "node_modules",
  ".next",
  "dist",
  ".data",
  ".git",
  "coverage",
  "test-results",
  "playwright-report",
]);

/** All files of the project as paths from its root: those git knows or would take, else all but generated folders. */
export function listFiles(root) {
  const git = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
  });
  const files = git.status === 0 ? git.stdout.split("\0") : walk(root);
  return [...new Set(files)]
    .filter((file) => file !== "" && existsSync(join(root, file)))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function walk(root, folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(root, path) : [relative(root, path).replaceAll("\\", "/")];
  });
}
