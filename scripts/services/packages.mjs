import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { findPostgres } from "./postgres-binaries.mjs";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const REDIS = ["redis-server", "valkey-server"];

/** The browser the tests drive: CHROMIUM_PATH, or the system's. */
export const chromiumPath = (environment = process.env) =>
  [environment.CHROMIUM_PATH, ...CHROMIUM].find((path) => path && existsSync(path));

export const redisPath = () => REDIS.map(onPath).find(Boolean);

/** Checks and plays alert rules as Prometheus would. */
export const promtoolPath = () => onPath("promtool");

function onPath(name) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** What the tests need that npm does not bring, with the Debian packages that bring it. */
const SERVICES = {
  postgres: {
    title: "Postgres from version 15 with PostGIS (or TEST_DATABASE_URL)",
    isThere: () => Boolean(process.env.TEST_DATABASE_URL) || findPostgres() !== undefined,
    packages: ["postgresql-15", "postgresql-15-postgis-3"],
  },
  redis: { title: "Redis", isThere: () => redisPath() !== undefined, packages: ["redis-server"] },
  chromium: {
    title: "Chromium (or CHROMIUM_PATH)",
    isThere: () => chromiumPath() !== undefined,
    packages: ["chromium"],
  },
  promtool: { title: "promtool of Prometheus", isThere: () => promtoolPath() !== undefined, packages: ["prometheus"] },
};

/**
 * Makes sure the named services are installed: with apt where this is Debian and we are root, else it says what to
 * install. Gives the lines that say what is missing; none when all is there.
 */
export function ensureServices(names, machine = thisMachine) {
  const isMissing = (name) => !SERVICES[name].isThere();
  const missing = names.filter(isMissing);
  if (missing.length === 0) return [];
  const packages = missing.flatMap((name) => SERVICES[name].packages);
  if (machine.canInstall()) machine.install(packages);
  return missing
    .filter(isMissing)
    .map((name) => `${SERVICES[name].title}: on Debian, apt-get install ${SERVICES[name].packages.join(" ")}`);
}

const thisMachine = {
  canInstall: () => process.getuid?.() === 0 && existsSync("/etc/debian_version") && onPath("apt-get") !== undefined,
  install: (packages) => {
    console.log(`Installing ${packages.join(", ")} (once, a few minutes) …`);
    apt("update");
    apt("install", "-y", "--no-install-recommends", ...packages.map(available));
  },
};

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const ended = spawnSync("apt-get", ["-q", ...args], { encoding: "utf8", env });
  if (ended.status !== 0)
    console.error(`apt-get ${args[0]} failed:\n${`${ended.stdout}${ended.stderr}`.slice(-3_000)}`);
}

// A newer Debian has a newer Postgres only.
function available(name) {
  if (!name.startsWith("postgresql-15") || isKnown(name)) return name;
  const found = spawnSync("apt-cache", ["search", "--names-only", "^postgresql-[0-9]+-postgis-3$"], {
    encoding: "utf8",
  });
  const versions = [...found.stdout.matchAll(/^postgresql-(\d+)-postgis-3\b/gm)].map(([, version]) => Number(version));
  return versions.length === 0 ? name : name.replace("15", String(Math.max(...versions)));
}

const isKnown = (name) => spawnSync("apt-cache", ["show", name], { encoding: "utf8" }).status === 0;
