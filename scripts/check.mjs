// All static checks; every one runs even if another fails. Usage: node scripts/check.mjs [--report FILE]
import { writeFileSync } from "node:fs";

import { prepare } from "./prepare/prepare.mjs";
import { runChecks } from "./structure/checks.mjs";

await prepare();
const results = await runChecks();
const report = process.argv.indexOf("--report");
if (report > 0)
  writeFileSync(
    process.argv[report + 1],
    JSON.stringify(results.map(({ name, isPassed, ms }) => ({ name, isPassed, ms }))),
  );
process.exitCode = results.every(({ isPassed }) => isPassed) ? 0 : 1;
