import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const BEAT_MS = 10_000;
const TAIL_BYTES = 8_000;

/** Runs a program quietly, with a line now and then; on failure shows the end of what it said. */
export function run({ title, root, command, args, env = {} }) {
  const from = performance.now();
  const seconds = () => `${Math.round((performance.now() - from) / 1000)} s`;
  console.log(`${title} …`);
  const beat = setInterval(() => console.log(`  … ${seconds()}`), BEAT_MS);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const hear = (chunk) => (said = (said + chunk).slice(-TAIL_BYTES));
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearInterval(beat);
      if (code === 0) {
        console.log(`  done in ${seconds()}`);
        return resolve();
      }
      reject(new Error(`${said}\n${title}: failed (${signal ?? `exit ${code}`})`));
    });
  });
}

/** How to call npm: the one that called us, the one beside this Node, or the one on the path. */
export function npmCommand(...args) {
  const beside = join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
  const script = [process.env.npm_execpath, beside].find((file) => file?.endsWith("npm-cli.js") && existsSync(file));
  if (script !== undefined) return { command: process.execPath, args: [script, ...args] };
  return { command: process.platform === "win32" ? "npm.cmd" : "npm", args };
}
