import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync, renameSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** A part of the product has ended without being asked. */
export class ChildDied extends Error {}

const GRACE_MS = 15_000;
const READY_MS = 120_000;
const SECOND_SIGNAL_MS = 2_000;

/** The processes of one start: they come up one after the other and go down in the opposite order. */
export function createHousehold() {
  const members = [];
  let stopping;
  let fail;
  const ended = new Promise((resolve, reject) => {
    fail = reject;
    onSignals(() => {
      console.log("\nStopping …");
      void stop().then(resolve);
    });
  });
  ended.catch(() => undefined);

  const stop = () => (stopping ??= stopAll(members));

  const adopt = ({ title, child, log }) => {
    members.push(child);
    child.once("exit", (code, signal) => {
      if (stopping !== undefined) return;
      fail(new ChildDied(`${lastOf(log)}${title} has ended (${signal ?? `exit ${code}`}). Everything stops.`));
    });
    return child;
  };

  const unlessDied = (work) => Promise.race([work, ended.then(() => Promise.reject(new ChildDied("stopped")))]);

  return {
    ended,
    stop,
    adopt,
    unlessDied,
    isStopping: () => stopping !== undefined,
    start: ({ title, program, env, log }) => adopt({ title, log, child: spawnServer({ program, env, log }) }),
    runOnce: async ({ title, program, env }) => unlessDied(runOnce({ title, program, env, members })),
    untilReady: async ({ title, child, url }) => unlessDied(untilReady({ title, child, url })),
  };
}

// npm and the terminal may both pass a signal on: only one that comes later is impatience.
function onSignals(act) {
  let first = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (first === 0) {
        first = performance.now();
        act();
      } else if (performance.now() - first > SECOND_SIGNAL_MS) process.exit(130);
    });
  }
}

function spawnServer({ program, env, log }) {
  const out = log === undefined ? "inherit" : openLog(log);
  return spawn(process.execPath, program, {
    env: { ...process.env, ...env, TSX_TSCONFIG_PATH: "tsconfig.server.json" },
    stdio: ["ignore", out, out, "ipc"],
    detached: true,
  });
}

function openLog(file) {
  try {
    renameSync(file, `${file}.1`);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  return openSync(file, "a", 0o600);
}

function lastOf(log) {
  if (log === undefined) return "";
  const lines = readFileSync(log, "utf8").trim().split("\n").slice(-15);
  return `${lines.join("\n")}\n(from ${log})\n\n`;
}

async function runOnce({ title, program, env, members }) {
  const from = performance.now();
  console.log(`${title} …`);
  const child = spawn(process.execPath, program, {
    env: { ...process.env, ...env, TSX_TSCONFIG_PATH: "tsconfig.server.json" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  members.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (said = (said + chunk).slice(-8_000)));
  const [code, signal] = await once(child, "close");
  members.splice(members.indexOf(child), 1);
  if (code !== 0) throw new ChildDied(`${said}\n${title}: failed (${signal ?? `exit ${code}`}).`);
  console.log(`  done in ${Math.round((performance.now() - from) / 1000)} s`);
}

async function untilReady({ title, child, url }) {
  const from = performance.now();
  console.log(`${title} …`);
  while (isAlive(child) && performance.now() - from < READY_MS) {
    const status = await fetch(url, { signal: AbortSignal.timeout(3_000) }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return console.log(`  ready in ${Math.round((performance.now() - from) / 1000)} s`);
    await pause(100);
  }
  throw new ChildDied(`${url} has not answered 200 within ${READY_MS / 1000} s.`);
}

const isAlive = (child) => child.exitCode === null && child.signalCode === null;

async function stopAll(members) {
  for (const child of members.toReversed()) {
    if (!isAlive(child)) continue;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    await gone;
    clearTimeout(late);
  }
}
