// Proves that a stranger's two commands work: clones HEAD into a temporary folder, with an empty home and a PATH of
// little more than Node, npm and coreutils. Usage: node scripts/prove-fresh.mjs [--start] [--test]
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const READY_MS = 20 * 60_000;
/** A shell and git are what npm itself needs; the rest is coreutils. Nothing of this list is a service. */
const PROGRAMS = [
  "sh",
  "bash",
  "git",
  "env",
  "id",
  "uname",
  "ls",
  "cat",
  "cp",
  "mv",
  "rm",
  "mkdir",
  "chmod",
  "sleep",
  "dirname",
];
/** What apt needs to install the services of the tests. */
const FOR_APT = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

const asked = process.argv.slice(2);
const wants = (flag) => asked.length === 0 || asked.includes(flag);

const folder = mkdtempSync(join(tmpdir(), "jsm-fresh-"));
let exitCode = 0;
try {
  const clone = join(folder, "clone");
  run("git", ["clone", "--quiet", process.cwd(), clone], folder);
  if (wants("--start")) exitCode ||= await proveStart(clone);
  if (wants("--test")) exitCode ||= await proveTest(clone);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = exitCode;

function run(program, args, cwd) {
  const ended = spawnSync(program, args, { cwd, stdio: "inherit" });
  if (ended.status !== 0) throw new Error(`${program} ${args[0]} failed`);
}

async function proveStart(clone) {
  const port = await freePort();
  const from = performance.now();
  const child = spawnNpm(clone, ["start"], { PORT: String(port), PATH: binFolder() });
  const status = await untilReady(`http://127.0.0.1:${port}/readyz`, child);
  console.log(`\nnpm start in a fresh clone: /readyz ${status} after ${seconds(from)} s`);
  const stopping = performance.now();
  const code = await stopped(child);
  const isFree = await fetch(`http://127.0.0.1:${port}/healthz`).then(
    () => false,
    () => true,
  );
  console.log(
    `Ctrl-C: ended with ${code ?? "the signal"} after ${seconds(stopping)} s, the port is ${isFree ? "free" : "still taken"}`,
  );
  if (status !== 200) return 1;
  const again = performance.now();
  const second = spawnNpm(clone, ["start"], { PORT: String(port), PATH: binFolder() });
  const secondStatus = await untilReady(`http://127.0.0.1:${port}/readyz`, second);
  console.log(`\nnpm start again: /readyz ${secondStatus} after ${seconds(again)} s`);
  await stopped(second);
  // npm dies of the signal it was given (null) or passes on the end of its script (0); both are a stop.
  return secondStatus === 200 && (code ?? 0) === 0 && isFree ? 0 : 1;
}

async function proveTest(clone) {
  const from = performance.now();
  const child = spawnNpm(clone, ["test"], { PATH: [binFolder(), ...FOR_APT].join(delimiter) });
  const [code] = await once(child, "exit");
  console.log(`\nnpm test in a fresh clone: exit ${code} after ${seconds(from)} s`);
  return code ?? 1;
}

// A declaration, because the proof above runs before a constant down here would exist.
function seconds(from) {
  return Math.round((performance.now() - from) / 1000);
}

function spawnNpm(clone, args, env) {
  const home = join(folder, "home");
  mkdirSync(home, { recursive: true });
  // In a group of its own, so that we can do to it what Ctrl-C does: signal everybody at once.
  return spawn(join(binFolder(), "npm"), args, {
    cwd: clone,
    env: { HOME: home, ...registry(), ...env },
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
}

// Where packages come from is the machine's affair, not the project's: an empty home must not lose it.
function registry() {
  const names = Object.keys(process.env).filter((name) =>
    /^(npm_config_(registry|cafile)|(https?|no)_proxy|node_extra_ca_certs)$/i.test(name),
  );
  const ask = (key) => spawnSync("npm", ["config", "get", key], { encoding: "utf8" }).stdout.trim();
  const kept = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  return { npm_config_registry: ask("registry"), ...kept };
}

/** A folder that holds Node, npm and PROGRAMS, and nothing else. */
function binFolder() {
  const bin = join(folder, "bin");
  if (existsSync(bin)) return bin;
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, "node"));
  for (const name of ["npm", ...PROGRAMS]) {
    const found = [dirname(process.execPath), ...(process.env.PATH ?? "").split(delimiter)]
      .map((place) => join(place, name))
      .find((path) => existsSync(path));
    if (found !== undefined) symlinkSync(found, join(bin, name));
  }
  return bin;
}

async function untilReady(url, child) {
  const until = performance.now() + READY_MS;
  let status = 0;
  while (performance.now() < until && child.exitCode === null && child.signalCode === null) {
    status = await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return status;
    await pause(200);
  }
  return status;
}

async function stopped(child) {
  if (child.exitCode !== null) return child.exitCode;
  process.kill(-child.pid, "SIGINT");
  const [code] = await once(child, "exit");
  return code;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
