import postgres, { type TransactionSql } from "postgres";

import { campaignEquations, prizeEquations } from "./campaigns";
import { debtEquations } from "./debts";
import { codeEquations } from "./draws";
import type { Equation } from "./equation";
import { eventEquations } from "./events";
import { moneyEquations } from "./money";
import { durabilityEquation, recordEquations, schemaEquations } from "./records";
import { redemptionEquations } from "./redemptions";
import { narrowed, scopeOf, touchedSince } from "./since";
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
  ...debtEquations,
  ...redemptionEquations,
  ...ticketEquations,
  ...campaignEquations,
  ...prizeEquations,
  ...eventEquations,
  ...recordEquations,
  ...schemaEquations,
];

type Violations = Promise<readonly Record<string, unknown>[]>;
/** `touched`: the coupons that moved, where only the newest is checked. */
type Rule = { id: string; title: string; find(tx: TransactionSql, touched?: readonly string[]): Violations };

const ruleOf = ({ id, title, sql }: Equation): Rule => ({
  id,
  title,
  find: (tx, touched) => {
    const scope = touched && scopeOf(id);
    const isNarrow = scope === "coupon" || scope === "person";
    const all = `select * from (${typeof scope === "object" ? scope.sql : sql}) as violated limit ${COUNTED}`;
    // oxlint-disable-next-line house/no-raw-sql -- the texts are constants of this folder
    return tx.unsafe(isNarrow ? narrowed(all, scope) : all, isNarrow ? [[...(touched ?? [])]] : []);
  },
});

async function findingOf(tx: TransactionSql, { id, title, find }: Rule, touched?: readonly string[]): Promise<Finding> {
  const started = performance.now();
  const rows = await find(tx, touched);
  const milliseconds = Math.round(performance.now() - started);
  return { id, title, violations: rows.length, rows: rows.slice(0, SHOWN), milliseconds };
}

type CheckOptions = {
  /** A real database in use: it must also be set so that what it committed is on disk. */
  readonly isDurable: boolean;
  /** Ids of the rules to check; all when left out. */
  readonly only?: readonly string[] | undefined;
  /** Only what moved from this instant on; what such a look cannot say is left to the full check. */
  readonly since?: Date | undefined;
};

/** Every rule inside a transaction that is already open. */
export async function findingsIn(tx: TransactionSql, { isDurable, only, since }: CheckOptions): Promise<Finding[]> {
  const touched = since && (await touchedSince(tx, since));
  const rules = [...equations.map(ruleOf), ...(isDurable ? [ruleOf(durabilityEquation)] : []), ...codeEquations];
  const findings: Finding[] = [];
  for (const rule of rules) {
    const isWanted = (only?.includes(rule.id) ?? true) && !(since && scopeOf(rule.id) === "nightly");
    if (isWanted) findings.push(await findingOf(tx, rule, touched));
  }
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
