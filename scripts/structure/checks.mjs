import { spawn } from "node:child_process";

const bin = (path, ...args) => [`node_modules/${path}`, ...args];

/** Steps that do not depend on each other; the arguments of Node, each several programs one after the other. */
export const CHECKS = [
  {
    name: "types",
    programs: [bin("next/dist/bin/next", "typegen"), bin("typescript/bin/tsc", "--noEmit", "-p", "tsconfig.json")],
  },
  { name: "lint", programs: [bin("oxlint/bin/oxlint", "--deny-warnings")] },
  {
    name: "graph",
    programs: [
      bin(
        "dependency-cruiser/bin/dependency-cruise.mjs",
        "app",
        "components",
        "server",
        "db",
        "scripts",
        "tests",
        "--config",
        ".dependency-cruiser.cjs",
      ),
    ],
  },
  { name: "format", programs: [bin("oxfmt/bin/oxfmt", "--check")] },
  { name: "structure", programs: [["scripts/check-structure.mjs"]] },
  { name: "lockfile", programs: [["scripts/complete-lockfile.mjs", "--check"]] },
];

/** Runs two at a time and prints each with its time: `{ name, isPassed, ms }` each. */
export async function runChecks(checks = CHECKS) {
  const waiting = [...checks];
  const results = [];
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const result = await runCheck(check);
      results.push(result);
      const verdict = result.isPassed ? "ok  " : "FAIL";
      console.log(`${verdict} ${check.name.padEnd(10)} ${(result.ms / 1000).toFixed(1).padStart(5)} s`);
      if (!result.isPassed) console.log(result.said.trimEnd().replaceAll(/^/gm, "     "));
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

async function runCheck({ name, programs }) {
  const from = performance.now();
  let said = "";
  let isPassed = true;
  for (const args of programs) {
    if (!isPassed) break;
    const ended = await runQuietly(args);
    said += ended.said;
    isPassed = ended.code === 0;
  }
  return { name, isPassed, said, ms: performance.now() - from };
}

function runQuietly(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, said }));
  });
}
