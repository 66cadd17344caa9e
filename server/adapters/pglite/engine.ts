import "server-only";
import { PGlite } from "@electric-sql/pglite";
import { postgis } from "@electric-sql/pglite-postgis";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";

import { FRONT, message, splitMessages } from "./protocol";

export const DATABASE_NAME = "postgres";

/** One Postgres backend inside this process: protocol messages in, whole answer frames out, one at a time. */
export type Engine = {
  run(bytes: Buffer): Promise<readonly Buffer[]>;
  /** What a server reports to a client that connects, such as `server_version`. */
  readonly parameters: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/** Opens the database in `folder`, creating it when the folder is empty. Takes seconds and holds the event loop for most of them. */
export async function openEngine(folder: string): Promise<Engine> {
  const db = await PGlite.create(folder, { extensions: { postgis, pg_trgm, unaccent, btree_gist } });
  const run = (bytes: Buffer) => runRaw(db, bytes);
  const parameters = await reportedParameters(run);
  return { run, parameters, close: () => db.close() };
}

// The streaming call, because the plain one keeps every answer of the process in memory for its own parser.
async function runRaw(db: PGlite, bytes: Buffer): Promise<readonly Buffer[]> {
  const chunks: Buffer[] = [];
  const endsUnit = bytes[0] === FRONT.sync || bytes[0] === FRONT.query;
  await db.execProtocolRawStream(bytes, {
    syncToFs: endsUnit,
    onRawData: (chunk) => void chunks.push(Buffer.from(chunk)),
  });
  return splitMessages(Buffer.concat(chunks)).messages;
}

const REPORTED = {
  server_version: "server_version",
  server_encoding: "server_encoding",
  client_encoding: "client_encoding",
  datestyle: "DateStyle",
  intervalstyle: "IntervalStyle",
  timezone: "TimeZone",
  integer_datetimes: "integer_datetimes",
  standard_conforming_strings: "standard_conforming_strings",
} as const;

async function reportedParameters(run: Engine["run"]): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [setting, name] of Object.entries(REPORTED)) {
    const rows = (await run(message(FRONT.query, `show ${setting}`))).filter((frame) => frame[0] === 0x44);
    // A DataRow of one column: code, length, column count, value length, value.
    found[name] = rows[0]?.toString("utf8", 11) ?? "";
  }
  return found;
}
