import { loadavg } from "node:os";

import type { Sql } from "postgres";

import { type App, type AppSettings, startApp } from "./app";
import type { LoadFindings, LoadOrders } from "./load/orders";
import { loadWith } from "./load/run-load";
import { cpuSecondsOf } from "./process-cost";
import type { BenchWorld } from "./world";

/** What every row works with. */
export type Bench = {
  readonly url: string;
  readonly sql: Sql;
  /** The postmaster's. */
  readonly databasePid: number;
  readonly settings: AppSettings;
  readonly world: BenchWorld;
  readonly folder: string;
  /** Seconds of one measurement. */
  readonly seconds: number;
};

export const CONNECTIONS = 64;
export const AMOUNT = "25.00";
const WARM_UP_SECONDS = 4;

type LoadAsk = Partial<Pick<LoadOrders, "codes" | "connections" | "rate" | "warmUpSeconds">>;

/** A load on the running product. */
export const runLoad = ({ world, settings, seconds }: Bench, ask: LoadAsk = {}): Promise<LoadFindings> =>
  loadWith({
    host: "127.0.0.1",
    port: Number(settings["PORT"]),
    amount: AMOUNT,
    codes: [...world.codes],
    places: [...world.places],
    connections: CONNECTIONS,
    warmUpSeconds: WARM_UP_SECONDS,
    seconds,
    ...ask,
  });

export type Cost = { readonly app: number; readonly database: number };

/** Processor seconds of product and database from now until the returned function is called. */
export function costFromNow({ databasePid }: Bench, app?: App): () => Cost {
  const before = { app: app?.cpuSeconds() ?? 0, database: cpuSecondsOf(databasePid) };
  return () => ({
    app: (app?.cpuSeconds() ?? 0) - before.app,
    database: cpuSecondsOf(databasePid) - before.database,
  });
}

/** The product started for one measurement: what the peers have put into the event log is none of its business. */
export async function withApp<T>(bench: Bench, work: (app: App) => Promise<T>): Promise<T> {
  await skipEvents(bench.sql);
  await bench.sql`checkpoint`;
  const app = await startApp(bench.settings, (process.env["BENCH_NODE_FLAGS"] ?? "").split(" ").filter(Boolean));
  try {
    return await work(app);
  } finally {
    await app.stop();
  }
}

/** Every subscription has seen all that there is. */
export const skipEvents = (sql: Sql) => sql`
  update subscriptions s set last_epoch = e.epoch, last_xid = e.xid, last_id = e.id
  from (select epoch, xid, id from events order by epoch desc, xid desc, id desc limit 1) e`;

export const load1 = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const round = (value: number, places = 2): number => Math.round(value * 10 ** places) / 10 ** places;
