// A throw-away Postgres cluster for tests, in a process of its own that outlives nobody: it says `{ url }` to its parent
// and takes the cluster down when told to, or when the parent is gone. Started with fork() by tests/support/cluster.ts,
// with settings of the parent's own as its argument. Told "crash" it kills every process of the server at once and starts
// it again on the same files and port.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { findPostgres } from "./postgres-binaries.mjs";

const START_MS = 30_000;
const STOP_MS = 10_000;
const LOCALES = ["C.UTF-8", "en_US.UTF-8", "C"];

// Durability and patience are for production: these make a test's database quick, unless the parent wants otherwise.
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  jit: "off",
  listen_addresses: "127.0.0.1",
  timezone: "UTC",
  ...JSON.parse(process.argv[2] ?? "{}"),
};

const folder = mkdtempSync(join(tmpdir(), "jsm-postgres-"));
let postgres;
let serve;
let stopping;

async function start() {
  const found = findPostgres();
  if (found === undefined) throw new Error("no Postgres from version 15 with PostGIS is installed");
  const owner = ownerOf(folder);
  initialise(found.bin, owner);
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port, unix_socket_directories: folder });
  const args = ["-D", join(folder, "cluster"), ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  serve = async () => {
    const log = openSync(join(folder, "postgres.log"), "a");
    postgres = spawn(join(found.bin, "postgres"), args, { ...owner, cwd: folder, stdio: ["ignore", log, log] });
    await untilListening(port);
  };
  await serve();
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, version: found.version, pid: postgres.pid };
}

// As a power cut: the postmaster and everything it has started, none of them told.
async function crash() {
  const gone = once(postgres, "exit");
  const children = childrenOf(postgres.pid);
  for (const pid of [postgres.pid, ...children]) killIfThere(pid);
  await gone;
  while (children.some(isThere)) await pause(5);
  await serve();
  return { pid: postgres.pid };
}

const statOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
  } catch {
    return undefined;
  }
};

const childrenOf = (parent) =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(statOf(name)?.[1]) === parent)
    .map(Number);

const isThere = (pid) => {
  const state = statOf(pid)?.[0];
  return state !== undefined && state !== "Z";
};

function killIfThere(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

// Postgres refuses to run as root.
function ownerOf(place) {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  const owner = { uid: id("-u"), gid: id("-g") };
  chownSync(place, owner.uid, owner.gid);
  return owner;
}

function initialise(bin, owner) {
  let failure;
  for (const locale of LOCALES) {
    const cluster = join(folder, "cluster");
    const args = ["-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", `--locale=${locale}`, "--no-sync"];
    try {
      return execFileSync(join(bin, "initdb"), args, {
        ...owner,
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
    } catch (error) {
      failure = error;
      rmSync(cluster, { recursive: true, force: true });
    }
  }
  throw failure;
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

async function untilListening(port) {
  const until = performance.now() + START_MS;
  while (performance.now() < until && postgres.exitCode === null) {
    if (await doesAnswer(port)) return;
    await pause(50);
  }
  throw new Error(`Postgres did not start:\n${readFileSync(join(folder, "postgres.log"), "utf8").slice(-2_000)}`);
}

// A startup packet is answered with a request for authentication once Postgres takes connections.
function doesAnswer(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      const body = Buffer.from("user\0postgres\0database\0postgres\0\0");
      const head = Buffer.alloc(8);
      head.writeInt32BE(body.length + 8, 0);
      head.writeInt32BE(196_608, 4);
      socket.write(Buffer.concat([head, body]));
    });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("data", (bytes) => end(bytes[0] === 0x52));
    socket.once("error", () => end(false));
    socket.once("close", () => end(false));
  });
}

async function stop() {
  if (postgres !== undefined && postgres.exitCode === null && postgres.signalCode === null) {
    const gone = once(postgres, "exit");
    postgres.kill("SIGINT");
    const late = setTimeout(() => postgres.kill("SIGQUIT"), STOP_MS);
    await gone;
    clearTimeout(late);
  }
  rmSync(folder, { recursive: true, force: true });
}

const end = (code) => (stopping ??= stop().finally(() => process.exit(code)));

process.on("disconnect", () => end(0));
process.on("message", (message) => {
  if (message === "stop") void end(0);
  if (message === "crash")
    crash().then(
      (again) => process.send(again),
      (error) => process.send({ failed: String(error) }),
    );
});
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => end(0));

try {
  process.send(await start());
} catch (error) {
  process.send?.({ failed: error instanceof Error ? error.message : String(error) });
  end(1);
}
