import { mkdirSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { freemem, totalmem } from "node:os";

import { holderOf } from "./embedded.mjs";

/** A reason not to start that the person at the keyboard can do something about. */
export class Refusal extends Error {}

const GIB = 1024 ** 3;
const NEEDED_BYTES = 3 * GIB;

/** Refuses when disk or memory is too small. */
export function refuseUnfit({ dataDir }, machine = thisMachine) {
  const places = [
    ["disk for the data folder", machine.diskBytes(dataDir)],
    ["disk for the project", machine.diskBytes(process.cwd())],
    ["memory", machine.memoryBytes()],
  ];
  const short = places.find(([, bytes]) => bytes < NEEDED_BYTES);
  if (short === undefined) return;
  throw new Refusal(`Not enough ${short[0]}: ${(short[1] / GIB).toFixed(1)} GB free, 3 GB needed.`);
}

const thisMachine = {
  diskBytes: (folder) => {
    mkdirSync(folder, { recursive: true });
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
  // Only Linux counts what could be given back; elsewhere free memory is always near nothing.
  memoryBytes: () => (process.platform === "linux" ? (process.availableMemory?.() ?? freemem()) : totalmem()),
};

/** Refuses when the port or the data folder belongs to somebody else. */
export async function refuseTaken({ port, dataDir, databaseUrl }) {
  if (!(await isFree(port))) {
    throw new Refusal(
      `Port ${port} is taken by another program. Stop it, or choose another: PORT=${port + 1} npm start`,
    );
  }
  const holder = databaseUrl === undefined ? await holderOf(dataDir) : undefined;
  if (holder === undefined) return;
  throw new Refusal(
    `The data folder ${dataDir} is in use by process ${holder.pid}: another npm start, or a script. ` +
      "Stop it, or choose another folder: JSM_DATA_DIR=… npm start",
  );
}

function isFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) =>
      error.code === "EADDRINUSE" ? resolve(false) : reject(new Refusal(error.message)),
    );
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
