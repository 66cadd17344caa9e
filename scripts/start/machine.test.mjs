import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { matchesLock } from "../prepare/fingerprint.mjs";
import { addressOf } from "./embedded.mjs";
import { refuseTaken, refuseUnfit } from "./machine.mjs";
import { secretsOf } from "./secrets.mjs";

const GIB = 1024 ** 3;
let dataDir = "";
let server;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "jsm-machine-"));
  server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(() => {
  server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("a machine that is too small is refused with the number", () => {
  test.each([
    [
      "disk",
      { diskBytes: () => 2.4 * GIB, memoryBytes: () => 8 * GIB },
      "Not enough disk for the data folder: 2.4 GB free, 3 GB needed.",
    ],
    [
      "memory",
      { diskBytes: () => 9 * GIB, memoryBytes: () => 1 * GIB },
      "Not enough memory: 1.0 GB free, 3 GB needed.",
    ],
  ])("%s", (_name, machine, text) => expect(() => refuseUnfit({ dataDir }, machine)).toThrow(text));

  test("one that is large enough is not", () => {
    refuseUnfit({ dataDir }, { diskBytes: () => 3 * GIB, memoryBytes: () => 3 * GIB });
  });
});

describe("what belongs to somebody else is refused", () => {
  test("a port, with how to choose another", async () => {
    const { port } = server.address();
    await expect(refuseTaken({ port, dataDir })).rejects.toThrow(`Port ${port} is taken`);
  });

  test("a data folder, as long as its holder lives", async () => {
    const { port } = server.address();
    writeFileSync(join(dataDir, "postgres.lock"), JSON.stringify({ pid: process.pid, port }));
    await expect(refuseTaken({ port: 0, dataDir })).rejects.toThrow(`in use by process ${process.pid}`);
    await refuseTaken({ port: 0, dataDir, databaseUrl: "postgres://elsewhere/jsm" });
    writeFileSync(join(dataDir, "postgres.lock"), JSON.stringify({ pid: 2 ** 30, port }));
    await refuseTaken({ port: 0, dataDir });
  });
});

test("the embedded database is found while its process lives and answers", async () => {
  const { port } = server.address();
  const file = join(dataDir, "postgres.json");
  expect(await addressOf(dataDir)).toBeUndefined();
  writeFileSync(file, JSON.stringify({ pid: process.pid, port, url: "postgres://here" }));
  expect(await addressOf(dataDir)).toMatchObject({ url: "postgres://here" });
  writeFileSync(file, "half a file");
  expect(await addressOf(dataDir)).toBeUndefined();
});

test("the master secret of a demonstration is made once, for its owner only, and never beside a given one", () => {
  const made = secretsOf(dataDir, {});
  expect(made.JSM_SECRET.length).toBeGreaterThanOrEqual(32);
  expect(secretsOf(dataDir, {})).toEqual(made);
  expect(statSync(join(dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(dataDir, "secrets.json"), "utf8")).toContain(made.JSM_SECRET);
  expect(secretsOf(dataDir, { JSM_SECRET: "given" })).toEqual({});
});

describe("packages on disk are those of the lockfile", () => {
  const lock = {
    packages: {
      "": {},
      "node_modules/a": { version: "1.0.0" },
      "node_modules/b": { version: "1.0.0", optional: true },
    },
  };

  test("when all but optional ones are there in their version", () => {
    expect(matchesLock(lock, { packages: { "node_modules/a": { version: "1.0.0" } } })).toBe(true);
  });

  test.each([
    ["nothing is installed", undefined],
    ["one is missing", { packages: {} }],
    ["one is another version", { packages: { "node_modules/a": { version: "1.0.1" } } }],
    [
      "an optional one is another version",
      { packages: { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "2.0.0" } } },
    ],
  ])("not when %s", (_name, hidden) => expect(matchesLock(lock, hidden)).toBe(false));
});
