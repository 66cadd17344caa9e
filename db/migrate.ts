import "server-only";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql } from "postgres";

/** Any number that nothing else of the product locks; several instances may start at once. */
const MIGRATION_LOCK = 7_361_001;

export type Migrated = {
  /** The epoch of the event log from now on, and whether this start has raised it. */
  epoch: number;
  isRaised: boolean;
};

/**
 * Brings the database at `url` to the newest schema, then settles the epoch. `url` must belong to the owner of the
 * tables, not to the application's role. Safe to run at the same time from several places.
 */
export async function migrateDatabase(url: string, migrationsFolder = "db/migrations"): Promise<Migrated> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connection: { application_name: "jsm-migrate" } });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(sql), { migrationsFolder });
    return await settleEpoch(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * Transaction ids start anew where the data has moved to another cluster (dump and restore, logical copy, a move from the
 * embedded database): there the epoch is raised by one before anybody writes an event.
 */
async function settleEpoch(sql: Sql): Promise<Migrated> {
  const [here] = await sql<
    { identifier: string }[]
  >`select system_identifier::text as identifier from pg_control_system()`;
  if (here === undefined) throw new Error("the database does not say which cluster it is");
  const [row] = await sql<{ epoch: number; before: string | null }[]>`
    with known as (select system_identifier, epoch from cluster where id = 1)
    insert into cluster (id, system_identifier, epoch) values (1, ${here.identifier}, 1)
    on conflict (id) do update set
      epoch = cluster.epoch + (cluster.system_identifier <> excluded.system_identifier)::int,
      system_identifier = excluded.system_identifier
    returning epoch, (select system_identifier from known) as before`;
  if (row === undefined) throw new Error("the cluster row could not be written");
  return { epoch: row.epoch, isRaised: row.before !== null && row.before !== here.identifier };
}
