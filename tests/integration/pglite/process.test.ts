import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { copyPrepared, preparedFolder } from "@/tests/support/embedded-template";

let dataDir = "";
const started: ChildProcess[] = [];

beforeAll(async () => {
  dataDir = copyPrepared(await preparedFolder(), tmpdir());
});

afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

function start(): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", "server/adapters/pglite/main.ts"], {
    env: { ...process.env, JSM_DATA_DIR: dataDir, TSX_TSCONFIG_PATH: "tsconfig.server.json" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  started.push(child);
  return child;
}

const readyMessage = z.object({ ready: z.object({ url: z.string() }) });

async function ready(child: ChildProcess): Promise<string> {
  const said = await Promise.race([
    once(child, "message").then(([message]) => message),
    ended(child).then((code) => ({ endedBeforeReady: code })),
  ]);
  return readyMessage.parse(said).ready.url;
}

async function ended(child: ChildProcess): Promise<number | null> {
  // Killed, a process has a signal and no exit code; once it is gone its "exit" never comes again.
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const [code] = await once(child, "exit");
  return z.number().nullable().parse(code);
}

const addressFile = () => join(dataDir, "postgres.json");

test(
  "a folder is one process's at a time, survives its kill, and is left clean by a stop",
  { timeout: 60_000 },
  async () => {
    const first = start();
    const url = await ready(first);
    expect(JSON.parse(readFileSync(addressFile(), "utf8"))).toMatchObject({ url, pid: first.pid, host: "127.0.0.1" });

    const second = start();
    const complaint = once(second.stderr ?? second, "data").then(String);
    expect(await ended(second)).toBe(2);
    expect(await complaint).toContain(`in use by process ${first.pid}`);

    const sql = postgres(url, { max: 2, onnotice: () => undefined });
    await sql`create table kept (id int primary key)`;
    await sql`insert into kept values (1)`;
    await sql
      .begin(async (tx) => {
        await tx`insert into kept values (2)`;
        first.kill("SIGKILL");
        await tx`insert into kept values (3)`;
      })
      .catch(() => undefined);
    await sql.end({ timeout: 0 });
    await ended(first);

    const third = start();
    const again = postgres(await ready(third), { max: 1 });
    expect(await again`select id from kept order by id`).toEqual([{ id: 1 }]);
    await again.end({ timeout: 1 });
    // Its parent is gone: it stops as if it had been asked to.
    third.disconnect();
    expect(await ended(third)).toBe(0);
    expect([existsSync(addressFile()), existsSync(join(dataDir, "postgres.lock"))]).toEqual([false, false]);
  },
);
