// Takes the regulator's pair of files into the stations and their prices. Usage:
//   npm run stations:import -- (--places FILE --prices FILE | --csv FILE) [--as-of INSTANT] [--rejects FILE] [--dry-run] [--accept-changes]
// Exit 0 done, 1 failed, 2 could not run (arguments, files, database), 3 needs --accept-changes.
import { closeSync, openSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";

import { readCsv } from "@/server/adapters/regulator/csv-reader";
import { readPlaces, readPrices } from "@/server/adapters/regulator/feed-reader";
import { openForImport } from "@/server/container/stations";
import type { Result } from "@/server/kernel/result";
import { instantSchema } from "@/server/kernel/schemas";
import { createLogger } from "@/server/platform/logger";
import { type ImportOutcome, importStations } from "@/server/stations/commands/import-stations";
import type { FeedFault, FeedPair } from "@/server/stations/domain/feed-file";

import { rejectsCsv, reportText, suspicionText } from "./import/report-text";

const [DONE, FAILED, COULD_NOT_RUN, NEEDS_CONSENT] = [0, 1, 2, 3];
const USAGE =
  "usage: npm run stations:import -- (--places FILE --prices FILE | --csv FILE) [--as-of INSTANT] [--rejects FILE] [--dry-run] [--accept-changes]";
/** The regulator's former name, which its feed still carries. */
const FEED = "cre";

class CannotRun extends Error {}

type Source = { places: string; prices: string } | { csv: string };
type Options = {
  source: Source;
  asOf: Date;
  rejects: string | undefined;
  acceptChanges: boolean;
  isDry: boolean;
};

function optionsOf(args: readonly string[], now: Date): Options {
  const text = { type: "string" } as const;
  const options = {
    places: text,
    prices: text,
    csv: text,
    "as-of": text,
    rejects: text,
    "accept-changes": { type: "boolean" },
    "dry-run": { type: "boolean" },
  } as const;
  const { values } = parseArgs({ args: [...args], options, strict: true });
  return {
    source: sourceOf(values),
    asOf: asOfFrom(values["as-of"], now),
    rejects: values.rejects,
    acceptChanges: values["accept-changes"] ?? false,
    isDry: values["dry-run"] ?? false,
  };
}

type Named = { places?: string; prices?: string; csv?: string };

function sourceOf({ places, prices, csv }: Named): Source {
  if (csv && !places && !prices) return { csv };
  if (!csv && places && prices) return { places, prices };
  throw new CannotRun(USAGE);
}

function asOfFrom(text: string | undefined, now: Date): Date {
  if (text === undefined) return now;
  if (!instantSchema.safeParse(text).success)
    throw new CannotRun(
      `--as-of must be an instant with its zone, such as 2024-09-15T14:00:00Z or 2024-09-15T08:00:00-06:00`,
    );
  const asOf = new Date(text);
  if (asOf > now) throw new CannotRun("--as-of must not lie in the future");
  return asOf;
}

function orCannotRun<T>(file: string, read: Result<T, FeedFault>): T {
  if (read.ok) return read.value;
  const { kind, text, at } = read.refusal;
  throw new CannotRun(`${file}: ${kind}: ${text}${at === undefined ? "" : ` (line ${at})`}`);
}

async function pairOf({ source }: Options): Promise<FeedPair> {
  const pair =
    "csv" in source
      ? orCannotRun(source.csv, await readCsv(source.csv))
      : {
          places: orCannotRun(source.places, await readPlaces(source.places)),
          prices: orCannotRun(source.prices, await readPrices(source.prices)),
        };
  console.log(`read ${pair.places.rows.length} places and ${pair.prices.rows.length} prices`);
  return pair;
}

/** Opened before anything is changed, so that a folder that cannot be written stops nothing half-way. */
function rejectsFile(path: string | undefined): { write(outcome: ImportOutcome): void } {
  if (path === undefined) return { write: () => undefined };
  const file = openSync(path, "w");
  return {
    write: ({ rejects }) => {
      writeSync(file, rejectsCsv(rejects));
      closeSync(file);
      console.log(`${rejects.length} rejects in ${path}`);
    },
  };
}

function progress() {
  let lastTenth = "";
  return (step: string, done: number, of: number): void => {
    const tenth = `${step} ${Math.floor((done / of) * 10)}`;
    if (tenth !== lastTenth) console.log(`${step} ${done} of ${of}`);
    lastTenth = tenth;
  };
}

function database() {
  const url = process.env["DATABASE_URL"];
  if (!url) throw new CannotRun("DATABASE_URL is not set");
  return {
    url,
    isEmbedded: process.env["JSM_DATABASE_EMBEDDED"] === "true",
    log: createLogger({ LOG_LEVEL: "error" }),
  };
}

async function run(options: Options, signal: AbortSignal): Promise<number> {
  const pair = await pairOf(options);
  const rejects = rejectsFile(options.rejects);
  const { ctx, close } = openForImport(database());
  try {
    const { asOf, acceptChanges, isDry } = options;
    const result = await importStations(ctx, {
      ...{ feed: FEED, pair, asOf, acceptChanges, isDry, signal },
      onProgress: progress(),
    });
    if (!result.ok)
      throw new CannotRun("another import is at work, or was killed within the last minute: try again later");
    rejects.write(result.value);
    return conclude(result.value);
  } finally {
    await close();
  }
}

function conclude({ state, report, suspicions }: ImportOutcome): number {
  console.log(reportText(report));
  for (const suspicion of suspicions) console.log(suspicionText(suspicion));
  if (state === "DONE") return DONE;
  if (state === "DRY_RUN") {
    console.log("dry run: nothing was changed");
    return suspicions.length > 0 ? NEEDS_CONSENT : DONE;
  }
  console.log(
    "This differs too much from what is known, so nothing was changed. If it is right, repeat with --accept-changes",
  );
  return NEEDS_CONSENT;
}

const started = performance.now();
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());

async function main(): Promise<number> {
  try {
    return await run(optionsOf(process.argv.slice(2), new Date()), stopping.signal);
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : String(fault));
    if (stopping.signal.aborted) return FAILED;
    const isUsage = fault instanceof TypeError && "code" in fault && String(fault.code).startsWith("ERR_PARSE_ARGS");
    if (isUsage) console.error(USAGE);
    return isUsage || fault instanceof CannotRun ? COULD_NOT_RUN : FAILED;
  }
}

process.exitCode = await main();
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s, ${peak} MB at most`);
