/**
 * Checks every equation of the books, tickets, draws and records at one instant, read-only.
 * Usage: npm run invariants [-- --json --only=M1,R6 --database-url=URL]    Exit: 0 all hold, 1 violated, 2 could not run.
 */
import { checkInvariants, type Finding, SHOWN } from "@/db/invariants/check";

const [holds, violated, unable] = [0, 1, 2];

const args = process.argv.slice(2);
const isJson = args.includes("--json");
const valueOf = (name: string): string | undefined =>
  args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const strange = args.find((arg) => !/^--(json$|only=|database-url=)/.test(arg));

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
