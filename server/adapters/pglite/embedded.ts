import "server-only";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { openDoor, takePort, type Door, type DoorAddress } from "./door";
import { openEngine } from "./engine";
import { lockFolder } from "./folder-lock";

export type Embedded = {
  readonly address: DoorAddress;
  close(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Data folder of the product; the database lives in `<dataDir>/postgres`. */
  dataDir: string;
  onFault(fault: unknown): void;
  /** Milliseconds between rounds of the housekeeping that a lone backend does not do by itself. */
  housekeepingMs?: number;
};

const HOUSEKEEPING_MS = 5 * 60_000;

/**
 * Opens the embedded database of a data folder and its door, and writes `<dataDir>/postgres.json` for other processes to
 * find it. Throws FolderInUse when another process has the folder.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, onFault, housekeepingMs = HOUSEKEEPING_MS } = options;
  mkdirSync(dataDir, { recursive: true });
  const threshold = await takePort();
  const lock = await lockFolder(join(dataDir, "postgres.lock"), threshold.port).catch((error: unknown) => {
    threshold.server.close();
    throw error;
  });
  const engine = await openEngine(join(dataDir, "postgres"));
  const door = openDoor({ engine, threshold, onFault });
  const addressFile = join(dataDir, "postgres.json");
  writeAddress(addressFile, door.address);
  const housekeeping = setInterval(() => void keepHouse(door).catch(onFault), housekeepingMs).unref();
  return {
    address: door.address,
    close: async () => {
      clearInterval(housekeeping);
      rmSync(addressFile, { force: true });
      await door.close();
      await engine.close();
      lock.release();
    },
  };
}

// One backend without its usual companions: nobody else vacuums, and nobody else ends the log that a crash would replay.
async function keepHouse(door: Door): Promise<void> {
  await door.maintain("vacuum (analyze)");
  await door.maintain("checkpoint");
}

// The address holds the password, so that only the owner of the folder can connect.
function writeAddress(file: string, address: DoorAddress): void {
  const content = { ...address, pid: process.pid, startedAt: new Date().toISOString() };
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}
