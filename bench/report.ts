import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

type Latency = { readonly p50: number; readonly p95: number; readonly p99: number; readonly worst: number };

/** One row of the table, as bench/results.json keeps it; `runs` are the raw findings. */
export type Row = {
  readonly row: string;
  readonly work: string;
  readonly peer: string;
  readonly perSecond: number;
  readonly ratios: Readonly<Record<string, number>>;
  readonly reach: Readonly<Record<string, string>>;
  readonly latency: Latency;
  readonly loadAverage: number;
  readonly runs: unknown;
  readonly [more: string]: unknown;
};

const FILE = "bench/results.json";
const ms = ({ p50, p95, p99 }: Latency): string => [p50, p95, p99].map((each) => each.toFixed(1)).join(" / ");

function linesOf(row: Row): string[] {
  const ratios = Object.entries(row.ratios).map(([name, ratio]) => `${ratio} × ${name} (${row.reach[name] ?? ""})`);
  const more = Object.entries(row).filter(([name]) =>
    ["atHalf", "without", "hot", "proof", "seconds", "cpuPer1000", "batch", "peakMb"].includes(name),
  );
  return [
    `${row.row}: ${row.work}`,
    `  against ${row.peer}`,
    `  ${row.perSecond}/s   ${ratios.join("   ")}   p50/p95/p99 ${ms(row.latency)} ms`,
    ...more.map(
      ([name, value]) =>
        `  ${name}: ${JSON.stringify(value, (_key, v: unknown) => (typeof v === "number" ? Math.round(v * 100) / 100 : v))}`,
    ),
    `  load average ${row.loadAverage}`,
  ];
}

function commitHere(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "unknown";
  }
}

/** Prints the table and keeps it beside the rows of other runs; ratios of two runs are never compared. */
export function report(rows: readonly Row[]): void {
  console.log(`\n${rows.flatMap(linesOf).join("\n")}\n`);
  const kept: Record<string, unknown> = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
  const commit = commitHere();
  const machine = { processor: cpus()[0]?.model, processors: cpus().length, node: process.version };
  for (const row of rows) kept[row.row] = { at: new Date().toISOString(), commit, machine, ...row };
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`);
  console.log(`raw findings: ${FILE}`);
}
