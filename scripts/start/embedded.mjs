import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";

const ANSWER_MS = 2_000;

/** The process that has the embedded database of this data folder, or undefined. */
export const holderOf = (dataDir) => livingIn(join(dataDir, "postgres.lock"));

/** Where the running embedded database of this data folder is found: `{ url, host, port, pid }`, or undefined. */
export const addressOf = (dataDir) => livingIn(join(dataDir, "postgres.json"));

async function livingIn(file) {
  const found = readOrNothing(file);
  if (!Number.isInteger(found?.pid) || !Number.isInteger(found.port)) return undefined;
  return hasProcess(found.pid) && (await doesAnswer(found.port)) ? found : undefined;
}

function readOrNothing(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function hasProcess(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function doesAnswer(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ANSWER_MS, () => end(true));
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

const BUILT = ["dist/embedded-postgres.js"];
const FROM_SOURCE = ["--import", "tsx", "server/adapters/pglite/main.ts"];

/**
 * Starts the embedded database as a process in a group of its own, so that Ctrl-C reaches it only through us; it stops
 * by itself when we are gone. `ready` gives its address and rejects when it ends before that.
 */
export function startEmbedded({ dataDir, isBuilt }) {
  const args = isBuilt && existsSync(BUILT[0]) ? BUILT : FROM_SOURCE;
  const child = spawn(process.execPath, args, {
    env: { ...process.env, JSM_DATA_DIR: dataDir, TSX_TSCONFIG_PATH: "tsconfig.server.json" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    detached: true,
  });
  let said = "";
  child.stderr.on("data", (chunk) => (said = (said + chunk).slice(-4_000)));
  const ready = new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(message.ready));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(said.trim() || `the embedded Postgres ended (exit ${code})`)));
  });
  return { child, ready };
}
