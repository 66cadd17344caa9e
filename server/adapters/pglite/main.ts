import "server-only";
import { resolve } from "node:path";

import { openEmbedded } from "./embedded";
import { FolderInUse } from "./folder-lock";

/**
 * The embedded database as a process of its own. Says `ready` to a parent that listens, stops cleanly on SIGTERM, SIGINT
 * and when the parent is gone. Exit codes: 0 stopped, 1 failed, 2 the folder is in use.
 */
const FAILED = 1;
const IN_USE = 2;

const dataDir = resolve(process.env["JSM_DATA_DIR"] ?? ".data");

function fail(fault: unknown): never {
  const isInUse = fault instanceof FolderInUse;
  process.stderr.write(`embedded database: ${fault instanceof Error ? fault.message : String(fault)} (${dataDir})\n`);
  process.exit(isInUse ? IN_USE : FAILED);
}

const opening = openEmbedded({ dataDir, onFault: fail });
let isStopping = false;

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  const embedded = await opening;
  await embedded.close();
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop().catch(fail));
process.on("disconnect", () => void stop().catch(fail));

const { address } = await opening.catch(fail);
process.send?.({ ready: address });
process.stdout.write(`embedded database ready on ${address.host}:${address.port} (${dataDir})\n`);
