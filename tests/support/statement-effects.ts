import type { Sql } from "postgres";

/** How strongly a statement holds rows of a table until its transaction ends. */
type Hold = "key" | "share" | "write" | "lock";

/** What a statement touches: the tables it looks at, and those it holds rows of. */
export type Effect = {
  readonly reads: ReadonlySet<string>;
  readonly holds: ReadonlyMap<string, ReadonlySet<Hold>>;
  /** Makes visible what the transaction held. */
  readonly isEnd: boolean;
};

export type ForeignKeys = ReadonlyMap<string, readonly string[]>;

/** For each table, those its rows point at: writing such a row holds the other by its key. */
export async function foreignKeysOf(sql: Sql): Promise<ForeignKeys> {
  const rows = await sql<{ child: string; parents: string[] }[]>`
    select conrelid::regclass::text as child, array_agg(distinct confrelid::regclass::text) as parents
    from pg_constraint where contype = 'f' group by 1`;
  return new Map(rows.map(({ child, parents }) => [child, parents]));
}

const named = (text: string, words: string): string[] =>
  [...text.matchAll(new RegExp(`\\b(?:${words})\\s+"?([a-z_]+)"?`, "gi"))].flatMap(([, table]) =>
    table === undefined ? [] : [table.toLowerCase()],
  );

/** Compatible holds of one row, as Postgres' row locks have it. */
const AGREE = new Set(["key key", "key share", "share key", "share share", "key write", "write key"]);

/** Whose clock was read first decides what the books say happened first. */
const CLOCK = "the clock";

/** The effect of one statement by its text; a transaction's own effects so far count when it ends. */
export function effectOf(text: string, before: Effect | undefined, keys: ForeignKeys): Effect {
  if (/^\s*(commit|rollback)\b/i.test(text))
    return { reads: new Set(), holds: before?.holds ?? new Map(), isEnd: true };
  const holds = new Map<string, Set<Hold>>();
  const hold = (table: string, how: Hold): void => void holds.set(table, (holds.get(table) ?? new Set()).add(how));
  const written = named(text, "insert into|update");
  for (const table of written) {
    hold(table, "write");
    for (const parent of keys.get(table) ?? []) hold(parent, "key");
  }
  for (const table of named(text, "delete from")) hold(table, "lock");
  const reads = new Set(named(text, "from|join"));
  const locking = /\bfor (update|no key update|share)\b/i.exec(text)?.[1]?.toLowerCase();
  if (locking !== undefined)
    for (const table of reads) hold(table, locking === "update" ? "lock" : locking === "share" ? "share" : "write");
  if (/clock_timestamp/i.test(text)) hold(CLOCK, "write");
  return { reads, holds, isEnd: false };
}

/** Both of one transaction, as its end will have to answer for them. */
export function together(before: Effect | undefined, next: Effect): Effect {
  if (!before) return next;
  const holds = new Map([...before.holds].map(([table, how]) => [table, new Set(how)]));
  for (const [table, how] of next.holds) holds.set(table, new Set([...(holds.get(table) ?? []), ...how]));
  return { ...next, holds };
}

function doHoldsMeet(a: Effect, b: Effect): boolean {
  for (const [table, how] of a.holds)
    for (const one of how) for (const other of b.holds.get(table) ?? []) if (!AGREE.has(`${one} ${other}`)) return true;
  return false;
}

const doesEndShow = (end: Effect, other: Effect): boolean =>
  end.isEnd &&
  [...end.holds.keys()].some((table) => table !== CLOCK && (other.reads.has(table) || other.holds.has(table)));

/** Whether the order of two statements of two transactions cannot matter to anything either can see or do. */
export const areIndependent = (a: Effect, b: Effect): boolean =>
  !doesEndShow(a, b) && !doesEndShow(b, a) && (a.isEnd || b.isEnd || !doHoldsMeet(a, b));
