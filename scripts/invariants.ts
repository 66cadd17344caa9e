/**
 * Checks every equation of the books, tickets, draws and records at one instant, read-only.
 * Usage: npm run invariants [-- --json --only=M1,R6 --since=MINUTES|INSTANT --database-url=URL]
 * With --since only what moved since then (a run every minute); without it everything (a run every night).
 * Exit: 0 all hold, 1 violated, 2 could not run.
 */
import { checkInvariants, type Finding, SHOWN } from "@/db/invariants/check";

const [holds, violated, unable] = [0, 1, 2];

const args = process.argv.slice(2);
const isJson = args.includes("--json");

/** `--name=value` or `--name value`. */
function valueOf(name: string): string | undefined {
  const joined = args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const at = args.indexOf(`--${name}`);
  return joined ?? (at < 0 ? undefined : args[at + 1]);
}

const VALUED = ["only", "since", "database-url"];
const isKnown = (arg: string, i: number): boolean =>
  arg === "--json" ||
  VALUED.some((name) => arg === `--${name}` || arg.startsWith(`--${name}=`) || args[i - 1] === `--${name}`);
const strange = args.find((arg, i) => !isKnown(arg, i));

function sinceOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const at = /^\d+$/.test(text) ? new Date(Date.now() - Number(text) * 60_000) : new Date(text);
  if (Number.isNaN(at.getTime())) throw new Error("--since takes minutes or an instant such as 2026-11-24T10:00:00Z");
  return at;
}

function print(findings: readonly Finding[]): void {
  for (const { id, title, violations, rows, milliseconds } of findings) {
    console.log(`${violations === 0 ? "✓" : "✗"} ${id.padEnd(4)} ${title}  ${milliseconds} ms`);
    for (const row of rows) console.log(`      ${JSON.stringify(row)}`);
    if (violations > SHOWN) console.log(`      … ${violations - SHOWN} more`);
  }
  const broken = findings.filter((finding) => finding.violations > 0).length;
  console.log(`${findings.length} rules checked, ${broken} violated`);
}

async function main(): Promise<number> {
  if (strange !== undefined) throw new Error(`unknown argument: ${strange}`);
  const url = valueOf("database-url") ?? process.env["DATABASE_URL"];
  if (url === undefined || url === "") throw new Error("DATABASE_URL is not set");
  const findings = await checkInvariants({
    url,
    isDurable: process.env["JSM_MODE"] === "live",
    only: valueOf("only")?.split(","),
    since: sinceOf(valueOf("since")),
  });
  if (findings.length === 0) throw new Error("no rule of that name");
  if (isJson) console.log(JSON.stringify({ ok: findings.every((f) => f.violations === 0), findings }));
  else print(findings);
  return findings.some((finding) => finding.violations > 0) ? violated : holds;
}

main().then(
  (code) => (process.exitCode = code),
  (fault: unknown) => {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exitCode = unable;
  },
);
