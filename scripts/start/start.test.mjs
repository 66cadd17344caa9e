import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { stepsOf } from "../prepare/fingerprint.mjs";

// A project of small stand-in programs: what is tested is who starts, who stops, in which order, and what is said.
const EMBEDDED = `
  process.send({ ready: { url: "postgres://embedded" } });
  const keep = setInterval(() => {}, 1000);
  const end = () => { note("database stopped"); process.exit(0); };
  process.on("SIGTERM", end); process.on("disconnect", end);`;
const MIGRATE = `note("migrated " + process.env.DATABASE_URL + " " + process.env.JSM_DATABASE_EMBEDDED);`;
const SEED = `note("seeded in " + process.env.JSM_MODE);`;
const MAIN = `
  import { createServer } from "node:http";
  note("server started, secret " + (process.env.JSM_SECRET ?? "").length);
  console.log("a line of the log");
  createServer((req, res) => {
    if (req.url === "/die") process.exit(7);
    res.end("ready");
  }).listen(Number(process.env.PORT), "127.0.0.1");
  process.on("SIGTERM", () => { note("server stopped"); process.exit(0); });`;
const NOTE = `import { appendFileSync } from "node:fs"; const note = (text) => appendFileSync("notes.txt", text + "\\n");`;

let root = "";
let port = 0;
const BUILT = [
  ".next/BUILD_ID",
  "public/scanner/decode-worker.js",
  "public/scanner/zxing_reader.wasm",
  "public/verificar-sorteo.html",
  "public/offline-worker.js",
];
const started = [];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "jsm-start-"));
  cpSync("scripts", join(root, "scripts"), { recursive: true });
  writeFile("package.json", '{ "type": "module" }');
  writeFile("package-lock.json", '{ "packages": {} }');
  for (const file of BUILT) writeFile(file, "built");
  writeFile("node_modules/.package-lock.json", '{ "packages": {} }');
  const programs = { "embedded-postgres": EMBEDDED, migrate: MIGRATE, seed: SEED, main: MAIN };
  for (const [name, text] of Object.entries(programs)) writeFile(`dist/${name}.js`, `${NOTE}\n${text}`);
  const steps = Object.entries(stepsOf(root)).filter(([name]) => name.endsWith("Key"));
  for (const [name, key] of steps) writeFile(`node_modules/.cache/prepare/${name.replace(/Key$/, "")}`, key());
  port = await freePort();
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

function writeFile(file, text) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const free = server.address().port;
      server.close(() => resolve(free));
    });
  });
}

/** Starts the start script; `said` is what it has said so far, `until` waits for a text or the end. */
function start(env = {}) {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  const run = { child, said: "", ended: once(child, "exit").then(([code]) => code) };
  const until = (text) =>
    new Promise((resolve) => {
      const look = () => run.said.includes(text) && resolve();
      for (const stream of [child.stdout, child.stderr]) stream.on("data", look);
      child.once("close", resolve);
      look();
    });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (run.said += chunk));
  return Object.assign(run, { until });
}

const notes = () => readFileSync(join(root, "notes.txt"), "utf8").trim().split("\n");
const isServing = () =>
  fetch(`http://127.0.0.1:${port}/`).then(
    (answer) => answer.ok,
    () => false,
  );

describe("the start script", () => {
  test("brings up database, schema, demonstration and server, says what there is, and stops in the opposite order", async () => {
    const run = start();
    await run.until("Ctrl-C stops everything");
    expect(run.said).toContain(`http://localhost:${port}`);
    expect(run.said).toContain("cliente@demo.jsm");
    expect(run.said).toMatch(/Postgres +embedded/);
    expect(await isServing()).toBe(true);
    run.child.kill("SIGINT");
    run.child.kill("SIGTERM");
    expect(await run.ended).toBe(0);
    expect(notes()).toEqual([
      "migrated postgres://embedded true",
      "seeded in demo",
      "server started, secret 64",
      "server stopped",
      "database stopped",
    ]);
    expect(await isServing()).toBe(false);
  });

  test("with a database of one's own starts no other, and in live mode makes up nothing and seeds nothing", async () => {
    const run = start({ DATABASE_URL: "postgres://mine", JSM_MODE: "live" });
    await run.until("Ctrl-C stops everything");
    expect(run.said).toMatch(/Postgres +real/);
    expect(run.said).not.toContain("cliente@demo.jsm");
    run.child.kill("SIGTERM");
    expect(await run.ended).toBe(0);
    expect(notes()).toEqual(["migrated postgres://mine undefined", "server started, secret 0", "server stopped"]);
  });

  test("says so and stops everything when a part dies, with the end of its log", async () => {
    const run = start();
    await run.until("Ctrl-C stops everything");
    await fetch(`http://127.0.0.1:${port}/die`).catch(() => undefined);
    expect(await run.ended).toBe(1);
    expect(run.said).toContain("the server has ended (exit 7)");
    expect(run.said).toContain("a line of the log");
    expect(notes().at(-1)).toBe("database stopped");
  });

  test("stops everything when a step fails, with what the step said", async () => {
    writeFile("dist/seed.js", `console.error("a database with other users is never seeded"); process.exit(3);`);
    const run = start({ DATABASE_URL: "postgres://mine" });
    expect(await run.ended).toBe(1);
    expect(run.said).toContain("a database with other users is never seeded");
    expect(notes()).toEqual(["migrated postgres://mine undefined"]);
  });

  test("leaves nothing behind when it is killed", async () => {
    const run = start();
    await run.until("Ctrl-C stops everything");
    run.child.kill("SIGKILL");
    await run.ended;
    await expect
      .poll(
        () =>
          notes()
            .toSorted()
            .slice(0, 1)
            .concat(notes().filter((note) => note === "server stopped")),
        { timeout: 5_000 },
      )
      .toEqual(["database stopped", "server stopped"]);
  });

  test.each([
    ["a port that is taken", () => ({ PORT: String(taken.address().port) }), /Port \d+ is taken/],
    ["a port that is none", () => ({ PORT: "many" }), /PORT is a number/],
    ["an unknown mode", () => ({ JSM_MODE: "production" }), /JSM_MODE is "demo" or "live"/],
    ["live mode without a database", () => ({ JSM_MODE: "live" }), /needs DATABASE_URL/],
  ])("refuses %s", async (_name, env, text) => {
    const run = start(env());
    expect(await run.ended).toBe(1);
    expect(run.said).toMatch(text);
    expect(run.said).not.toContain("    at ");
  });
});

const taken = createServer();
taken.listen(0, "127.0.0.1");
taken.unref();
