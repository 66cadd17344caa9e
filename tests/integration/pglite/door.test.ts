import { rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openDoor, takePort, type Door } from "@/server/adapters/pglite/door";
import { openEngine, type Engine } from "@/server/adapters/pglite/engine";
import { copyPrepared, preparedFolder } from "@/tests/support/embedded-template";

let folder = "";
let engine: Engine;
let door: Door;

const OWNER_IDLE_MS = 700;

beforeAll(async () => {
  folder = copyPrepared(await preparedFolder(), tmpdir());
  const threshold = await takePort();
  engine = await openEngine(join(folder, "postgres"));
  const onFault = (fault: unknown) => {
    throw fault;
  };
  door = openDoor({ engine, threshold, onFault, ownerIdleMs: OWNER_IDLE_MS });
});

afterAll(async () => {
  await door.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

async function withSql<T>(
  options: postgres.Options<Record<string, never>>,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres(door.address.url, { onnotice: () => undefined, ...options });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : error);
const failure = (work: Promise<unknown>): Promise<unknown> => work.then(() => "no error", codeOf);

describe.each([{ prepare: true }, { prepare: false }])("many callers, prepare $prepare", (options) => {
  test("errors among the queries give nobody another query's answer", () =>
    withSql({ ...options, max: 8 }, async (sql) => {
      let wrong = 0;
      const caller = async (n: number) => {
        for (let i = 0; i < 30; i++) {
          const value = n * 1000 + i;
          if (i % 10 === 9) {
            if ((await failure(sql`select ${value}::int / 0`)) !== "22012") wrong += 1;
            continue;
          }
          const rows = await sql`select ${value}::int as value, ${`text ${value}`}::text as label`;
          if (rows.length !== 1 || rows[0]?.["value"] !== value || rows[0]["label"] !== `text ${value}`) wrong += 1;
        }
      };
      await Promise.all(Array.from({ length: 40 }, (_, n) => caller(n)));
      expect(wrong).toBe(0);
    }));

  test("contended transactions keep each other out", () =>
    withSql({ ...options, max: 8 }, async (sql) => {
      await sql`drop table if exists counters`;
      await sql`create table counters (id int primary key, value int not null)`;
      await sql`insert into counters values (1, 0)`;
      const add = () =>
        sql.begin(async (tx) => {
          const [row] = await tx`select value from counters where id = 1 for update`;
          await tx`update counters set value = ${Number(row?.["value"]) + 1} where id = 1`;
        });
      await Promise.all(Array.from({ length: 100 }, add));
      expect(await sql`select value from counters`).toEqual([{ value: 100 }]);
    }));

  test("a failed transaction leaves no trace, and pipelined statements fail together", () =>
    withSql({ ...options, max: 4 }, async (sql) => {
      await sql`drop table if exists marks`;
      await sql`create table marks (id int primary key)`;
      const doomed = sql.begin((tx) => Promise.all([1, 2, 2, 3].map((id) => tx`insert into marks values (${id})`)));
      expect(await failure(doomed)).toBe("23505");
      expect(await sql`select * from marks`).toEqual([]);
    }));
});

test("a client that dies in a transaction is rolled back, and the others go on", () =>
  withSql({ max: 2 }, async (sql) => {
    await sql`create table if not exists orphans (id int)`;
    const dying = postgres(door.address.url, { max: 1, onnotice: () => undefined });
    const held = failure(
      dying.begin(async (tx) => {
        await tx`insert into orphans values (1)`;
        await dying.end({ timeout: 0 });
        await tx`insert into orphans values (2)`;
      }),
    );
    await held;
    expect(await sql`select count(*)::int as n from orphans`).toEqual([{ n: 0 }]);
  }));

test("an owner that asks nothing is sent away, so that the others do not wait for ever", () =>
  withSql({ max: 1 }, async (idle) => {
    const sleeping = failure(idle.begin((tx) => tx`select 1`.then(() => new Promise(() => undefined))));
    await withSql({ max: 1 }, async (sql) => {
      const from = performance.now();
      expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
      expect(performance.now() - from).toBeLessThan(OWNER_IDLE_MS + 2_000);
    });
    expect(await sleeping).toBe("CONNECTION_CLOSED");
    expect(await idle`select 2 as two`).toEqual([{ two: 2 }]);
  }));

test("COPY FROM STDIN is refused in every form, and fails the transaction around it", () =>
  withSql({ max: 1, prepare: false }, async (sql) => {
    await sql`create table if not exists copied (id int)`;
    expect(await failure(sql`copy copied from stdin`)).toBe("0A000");
    expect(
      await failure(sql.unsafe("insert into copied values (1); /* x */ COPY copied (id) FROM STDIN").simple()),
    ).toBe("0A000");
    const inside = sql.begin(async (tx) => {
      await tx`insert into copied values (2)`;
      await failure(tx.savepoint((s) => s`copy copied from stdin`));
      await tx`insert into copied values (3)`;
      expect(await failure(tx`copy copied from stdin`)).toBe("0A000");
      expect(await failure(tx`select 1`)).toBe("25P02");
    });
    expect(await failure(inside)).toBe("0A000");
    expect(await sql`select id from copied`).toEqual([]);
    expect(await sql`select 'copy a from stdin' as text`).toEqual([{ text: "copy a from stdin" }]);
  }));

test("a notification reaches the connections that listen, sent by another one", () =>
  withSql({ max: 2 }, (listening) =>
    withSql({ max: 2 }, async (sql) => {
      const heard: string[] = [];
      let hear: () => void = () => undefined;
      const both = new Promise<void>((resolve) => (hear = resolve));
      await listening.listen("doorbell", (payload) => {
        heard.push(payload);
        if (heard.length === 2) hear();
      });
      await sql.notify("doorbell", "first");
      await sql.begin((tx) => tx`select pg_notify('doorbell', 'second')`);
      await both;
      expect(heard).toEqual(["first", "second"]);
    }),
  ));

test("a statement in a function's default, a cursor and a repeatable read see what they should", () =>
  withSql({ max: 2 }, async (sql) => {
    const pages: number[] = [];
    for await (const page of sql`select generate_series(1, 250)::int as n`.cursor(100)) pages.push(page.length);
    expect(pages).toEqual([100, 100, 50]);
    const seen = await sql.begin("isolation level repeatable read read only", (tx) => tx`show transaction_isolation`);
    expect(seen).toEqual([{ transaction_isolation: "repeatable read" }]);
  }));

test("statement names of two connections do not meet", () =>
  withSql({ max: 1 }, async (first) =>
    withSql({ max: 1 }, async (second) => {
      for (let i = 0; i < 3; i++) {
        expect(await first`select ${i}::int as a`).toEqual([{ a: i }]);
        expect(await second`select ${`${i}`}::text as b`).toEqual([{ b: `${i}` }]);
      }
      const [row] = await first`select count(*)::int as n from pg_prepared_statements where name like 'c%.%'`;
      expect(Number(row?.["n"])).toBeGreaterThanOrEqual(2);
    }),
  ).then(() =>
    withSql({ max: 1, prepare: false }, async (sql) => {
      expect(await sql`select name from pg_prepared_statements where name <> ''`).toEqual([]);
    }),
  ));

describe("who may come in", () => {
  test("a wrong password and an unknown database are refused", async () => {
    const wrong = new URL(door.address.url);
    wrong.password = "guess";
    expect(await failure(postgres(wrong.href, { max: 1 })`select 1`)).toBe("28P01");
    const other = new URL(door.address.url);
    other.pathname = "/elsewhere";
    expect(await failure(postgres(other.href, { max: 1 })`select 1`)).toBe("3D000");
  });

  test("bytes that are no protocol close the connection and harm nobody", async () => {
    const answer = await new Promise<string>((resolve) => {
      let heard = "";
      const socket = connect(door.address.port, door.address.host, () => socket.write("GET / HTTP/1.1\r\n\r\n"));
      socket.on("data", (bytes) => (heard += bytes.toString("latin1")));
      socket.on("close", () => resolve(heard));
    });
    expect(answer).toContain("08P01");
    await withSql({ max: 1 }, async (sql) => expect(await sql`select 1 as one`).toEqual([{ one: 1 }]));
  });
});
