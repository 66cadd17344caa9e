import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const OLDEST = 15;
const NEEDED = ["initdb", "postgres"];
const PLACES = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr/local/pgsql"];

/**
 * The newest installed Postgres from version 15 that has PostGIS: `{ bin, version }`, or undefined. `look` gives the
 * facts of the machine, so that the choice itself can be tested.
 */
export function findPostgres(look = machine) {
  const folders = [look.fromPgConfig(), ...PLACES.flatMap((place) => look.versionsIn(place))];
  return choosePostgres([...new Set(folders)].filter(Boolean).flatMap((bin) => look.describe(bin) ?? []));
}

/** Of several installations `{ bin, version, hasPostgis }` the newest usable one. */
export function choosePostgres(found) {
  const usable = found.filter(({ version, hasPostgis }) => version >= OLDEST && hasPostgis);
  return usable.toSorted((a, b) => b.version - a.version)[0];
}

/** The major version out of `postgres --version`. */
export function majorVersion(text) {
  const major = /\(PostgreSQL\)\s+(\d+)/.exec(text)?.[1];
  return major === undefined ? undefined : Number(major);
}

const machine = {
  fromPgConfig: () => ask("pg_config", "--bindir"),
  versionsIn: (place) =>
    existsSync(place)
      ? readdirSync(place)
          .map((name) => join(place, name, "bin"))
          .concat(join(place, "bin"))
      : [],
  describe: (bin) => {
    if (!NEEDED.every((program) => existsSync(join(bin, program)))) return undefined;
    const version = majorVersion(ask(join(bin, "postgres"), "--version"));
    const share = ask(join(bin, "pg_config"), "--sharedir") || join("/usr/share/postgresql", String(version));
    if (version === undefined) return undefined;
    return { bin, version, hasPostgis: existsSync(join(share, "extension/postgis.control")) };
  },
};

function ask(program, ...args) {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}
