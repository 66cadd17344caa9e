// All static checks; every one runs even if another fails. Usage: node scripts/check.mjs
import { prepare } from "./prepare/prepare.mjs";
import { runChecks } from "./structure/checks.mjs";

await prepare();
const results = await runChecks();
process.exitCode = results.every(({ isPassed }) => isPassed) ? 0 : 1;
