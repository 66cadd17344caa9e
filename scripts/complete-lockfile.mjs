// npm leaves optional packages of other platforms out of the lockfile when the registry it locked against lacks them,
// and `npm ci` then refuses that lockfile. This puts them in. Usage: node scripts/complete-lockfile.mjs [--check]
import { readFileSync, writeFileSync } from "node:fs";

import { completed, missingFrom } from "./structure/lockfile.mjs";

const FILE = "package-lock.json";
const lock = JSON.parse(readFileSync(FILE, "utf8"));
const missing = missingFrom(lock);

if (missing.length === 0) {
  console.log("the lockfile is complete");
} else if (process.argv.includes("--check")) {
  console.error(`missing from ${FILE}:\n  ${missing.map(({ key }) => key).join("\n  ")}`);
  console.error("run: node scripts/complete-lockfile.mjs");
  process.exitCode = 1;
} else {
  writeFileSync(FILE, `${JSON.stringify(completed(lock), undefined, 2)}\n`);
  console.log(`${missing.length} entries added`);
}
