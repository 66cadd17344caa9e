import postgres, { type TransactionSql } from "postgres";

import { codeEquations } from "./draws";
import type { Equation } from "./equation";
import { eventEquations } from "./events";
import { moneyEquations } from "./money";
import { durabilityEquation, recordEquations, schemaEquations } from "./records";
import { redemptionEquations } from "./redemptions";
import { ticketEquations } from "./tickets";

/** How one rule fared; `rows` are at most `SHOWN` of the rows that break it. */
export type Finding = {
  readonly id: string;
  readonly title: string;
  readonly violations: number;
  readonly rows: readonly Record<string, unknown>[];
  readonly milliseconds: number;
};

export const SHOWN = 20;
/** Enough to see how bad it is; nobody reads more. */
const COUNTED = 1_000;

const equations = [
  ...moneyEquations,
  ...redemptionEquations,
  ...ticketEquations,
  ...eventEquations,
  ...recordEquations,
  ...schemaEquations,
];

type Rule = { id: string; title: string; find(tx: TransactionSql): Promise<readonly Record<string, unknown>[]> };

const ruleOf = ({ id, title, sql }: Equation): Rule => ({
  id,
  title,
  // oxlint-disable-next-line house/no-raw-sql -- the texts are constants of this folder
  find: (tx) => tx.unsafe(`select * from (${sql}) as violated limit ${COUNTED}`),
});

async function findingOf(tx: TransactionSql, { id, title, find }: Rule): Promise<Finding> {
  const started = performance.now();
  const rows = await find(tx);
  const milliseconds = Math.round(performance.now() - started);
  return { id, title, violations: rows.length, rows: rows.slice(0, SHOWN), milliseconds };
}

type CheckOptions = {
  /** A real database in use: it must also be set so that what it committed is on disk. */
  readonly isDurable: boolean;
  /** Ids of the rules to check; all when left out. */
  readonly only?: readonly string[] | undefined;
};

/** Every rule inside a transaction that is already open. */
export async function findingsIn(tx: TransactionSql, { isDurable, only }: CheckOptions): Promise<Finding[]> {
  const rules = [...equations.map(ruleOf), ...(isDurable ? [ruleOf(durabilityEquation)] : []), ...codeEquations];
  const findings: Finding[] = [];
  for (const rule of rules) if (only?.includes(rule.id) ?? true) findings.push(await findingOf(tx, rule));
  return findings;
}

/**
 * Every rule at one instant, in one read-only transaction that blocks nobody. Throws when a rule could not be checked: not
 * knowing is never "holds".
 */
export async function checkInvariants({
  url,
  ...options
}: CheckOptions & { readonly url: string }): Promise<Finding[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connection: { application_name: "jsm-invariants" } });
  try {
    return await sql.begin("isolation level repeatable read read only", (tx) => findingsIn(tx, options));
  } finally {
    await sql.end({ timeout: 5 });
  }
}
