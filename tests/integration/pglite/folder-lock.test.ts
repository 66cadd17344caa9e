import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { takePort } from "@/server/adapters/pglite/door";
import { FolderInUse, lockFolder } from "@/server/adapters/pglite/folder-lock";

let folder = "";
let lock = "";
let server: Server;
let port = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "jsm-lock-"));
  lock = join(folder, "postgres.lock");
  ({ server, port } = await takePort());
});

afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a folder is taken once, and again after its release", async () => {
  const held = await lockFolder(lock, port);
  await expect(lockFolder(lock, port)).rejects.toThrow(FolderInUse);
  await expect(lockFolder(lock, port)).rejects.toThrow(`process ${process.pid}`);
  held.release();
  expect(existsSync(lock)).toBe(false);
  (await lockFolder(lock, port)).release();
});

test("of many that try at once exactly one gets it, also over a dead holder's lock", async () => {
  writeFileSync(lock, JSON.stringify({ pid: 2 ** 30, port: 1 }));
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(lock, port)));
  expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
});

test("the lock of a killed process is taken over, also when its id was given to another", async () => {
  const dead = createServer().listen(0, "127.0.0.1");
  await once(dead, "listening");
  const address = dead.address();
  const deadPort = typeof address === "object" ? address?.port : undefined;
  dead.close();
  await once(dead, "close");
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  try {
    writeFileSync(lock, JSON.stringify({ pid: other.pid, port: deadPort }));
    (await lockFolder(lock, port)).release();
  } finally {
    other.kill();
  }
});

test("an unreadable lock is no lock", async () => {
  writeFileSync(lock, "{");
  const held = await lockFolder(lock, port);
  expect(JSON.parse(readFileSync(lock, "utf8"))).toEqual({ pid: process.pid, port });
  held.release();
});
