import "server-only";
import type { Assume, SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Row, type Sql, type TransactionSql } from "postgres";

export type Db = PostgresJsDatabase;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** Runs a statement and gives its rows: what a pool, a transaction and `prepared` have in common. */
export type RowReader = {
  execute<T extends Record<string, unknown> = Record<string, unknown>>(
    query: SQL,
  ): PromiseLike<readonly Assume<T, Row>[]>;
};
/** For queries: a database that can only select. */
export type ReadDb = Pick<Db, "select" | "selectDistinct" | "$with" | "with"> & RowReader;

export type DatabaseOptions = {
  url: string;
  pool: number;
  /** The embedded database is one backend for everybody: nothing may be set on its sessions. */
  isEmbedded: boolean;
  applicationName: string;
};

/** Milliseconds; a writer that overstays would hold the event log back for everyone (data page, "event log"). */
const TIMEOUTS = { statement_timeout: 5_000, lock_timeout: 2_000, idle_in_transaction_session_timeout: 10_000 };

/** `inHand`: transactions that hold a connection or wait for one; over `max` means that some wait. */
export type PoolUse = { readonly max: number; inHand(): number };

export type Database = { db: Db; sql: Sql; pool: PoolUse; close(): Promise<void> };

/**
 * Opens the pool. Drizzle changes the client it is given: on it, int8 and timestamps arrive as strings, and raw
 * statements must pass ISO strings and JSON text.
 */
export function openDatabase({ url, pool, isEmbedded, applicationName }: DatabaseOptions): Database {
  const session = isEmbedded ? {} : { ...TIMEOUTS, role: "jsm_app", TimeZone: "UTC" };
  const sql = postgres(url, {
    max: pool,
    connect_timeout: 5,
    onnotice: () => undefined,
    connection: { application_name: applicationName, ...session },
  });
  const use = countTransactions(sql, pool);
  return { db: drizzle(sql), sql, pool: use, close: () => sql.end({ timeout: 5 }) };
}

/** The driver keeps its pool to itself; what takes a connection for longer than a statement comes through `begin`. */
function countTransactions(sql: Sql, max: number): PoolUse {
  let open = 0;
  sql.begin = new Proxy(sql.begin, {
    apply: (begin, _self, asked: Parameters<Sql["begin"]>) => {
      open++;
      return Reflect.apply(begin, sql, asked).finally(() => open--);
    },
  });
  return { max, inHand: () => open };
}

const isTransaction = (value: unknown): value is TransactionSql => typeof value === "function" && "unsafe" in value;
const within = (value: unknown, key: string): unknown => Reflect.get(Object(value), key);

/** The postgres.js handle of a drizzle transaction, which drizzle keeps out of its types. */
export function rawOf(tx: Tx): TransactionSql {
  const client = within(within(within(tx, "_"), "session"), "client");
  if (!isTransaction(client)) throw new Error("this drizzle keeps its transaction elsewhere");
  return client;
}

const dialect = new PgDialect();

/**
 * `tx.execute` as a named prepared statement: no round trip for its description, so that statements of one transaction
 * can be pipelined with `Promise.all`. For hot paths whose text never varies.
 */
export function prepared(tx: Tx): RowReader {
  const raw = rawOf(tx);
  return {
    execute: <T extends Record<string, unknown>>(query: SQL) => {
      const { sql, params } = dialect.sqlToQuery(query);
      // oxlint-disable-next-line house/no-raw-sql -- drizzle rendered it from a tagged template; values are parameters
      return raw.unsafe<Assume<T, Row>[]>(sql, params as never[], { prepare: true });
    },
  };
}
