import postgres from "postgres";
import { expect, onTestFinished } from "vitest";

import { test } from "@/tests/support/coupon-test";

// The driver as it is installed by `npm start` and `npm test`; as it is published it fails all of these.

const open = (url: string, more: object = {}) => {
  const sql = postgres(url, { max: 1, connect_timeout: 5, ...more });
  onTestFinished(() => sql.end({ timeout: 1 }));
  return sql;
};

test("a connection that is killed under a statement is told, and the next one works, twenty times", async ({
  databaseUrl,
}) => {
  const faults: unknown[] = [];
  const noteFault = (fault: unknown): void => void faults.push(fault);
  process.on("uncaughtException", noteFault);
  onTestFinished(() => void process.off("uncaughtException", noteFault));
  const sql = open(databaseUrl);
  const killer = open(databaseUrl);
  for (let turn = 0; turn < 20; turn++) {
    const told = sql
      .begin(async (tx) => {
        const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
        const slept = tx`select pg_sleep(30)`;
        await killer`select pg_terminate_backend(${row?.pid ?? 0})`;
        await slept;
      })
      .then(
        () => "done",
        (fault: Error & { code?: string }) => fault.code,
      );
    expect(["57P01", "CONNECTION_CLOSED", "ECONNRESET"]).toContain(await told);
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  }
  expect(faults).toEqual([]);
});

test("what a transaction says after its connection was lost reaches nobody else's transaction", async ({
  databaseUrl,
}) => {
  const sql = open(databaseUrl);
  const killer = open(databaseUrl);
  await killer`create table lost_words (word text)`;
  let speak = (): void => undefined;
  const isLost = new Promise<void>((resolve) => (speak = resolve));
  const late: Promise<unknown>[] = [];
  const first = sql.begin(async (tx) => {
    const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await killer`select pg_terminate_backend(${row?.pid ?? 0})`;
    await isLost;
    late.push(tx`insert into lost_words values ('late')`.catch((fault: Error & { code?: string }) => fault.code));
    await Promise.all(late);
  });
  await expect(first).rejects.toThrow();
  await sql.begin(async (tx) => {
    await tx`insert into lost_words values ('mine')`;
    speak();
    await expect.poll(() => late.length).toBe(1);
    expect(await late[0]).toBe("CONNECTION_CLOSED");
  });
  expect(await killer`select word from lost_words`).toEqual([{ word: "mine" }]);
});
