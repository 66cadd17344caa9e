// Everything that must be true, or one part of it. Usage: node scripts/test.mjs [unit|integration|faults|e2e|long]
// Installs what it needs, prints one closing line `N passed, N failed`. Exit codes: 0 all passed, 1 not, 2 could not run.
import { spawn } from "node:child_process";
import { once } from "node:events";

import { prepare } from "./prepare/prepare.mjs";

try {
  await prepare();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

const runner = spawn(process.execPath, ["--import", "tsx", "scripts/test/run.ts", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.server.json", NEXT_TELEMETRY_DISABLED: "1" },
});
// The runner cleans up after itself; we only pass the wish on and wait.
process.on("SIGTERM", () => runner.kill("SIGTERM"));
process.on("SIGINT", () => undefined);
const [code] = await once(runner, "exit");
process.exitCode = code ?? 1;
