import "server-only";

const COPY_FROM_STDIN = /^\s*copy\b[\s\S]*\bfrom\s+stdin\b/i;

/** Whether one of the statements is `COPY … FROM STDIN`, which makes the embedded engine wait for ever. */
export function hasCopyFromStdin(sql: string): boolean {
  if (!/\bcopy\b/i.test(sql) || !/\bstdin\b/i.test(sql)) return false;
  return withoutLiterals(sql)
    .split(";")
    .some((statement) => COPY_FROM_STDIN.test(statement));
}

/** The statements that refuse it: the engine itself raises, so that a surrounding transaction fails as on a real server. */
export const RAISE_COPY_REFUSED = `do $refuse$ begin
  raise exception 'COPY FROM STDIN is not available on the embedded database' using errcode = '0A000';
end $refuse$`;

const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;

// Comments, quoted names, quoted texts and dollar texts each become one blank.
function withoutLiterals(sql: string): string {
  let kept = "";
  let at = 0;
  while (at < sql.length) {
    const end = literalEnd(sql, at);
    kept += end === at ? sql.charAt(at) : " ";
    at = end === at ? at + 1 : end;
  }
  return kept;
}

function literalEnd(sql: string, at: number): number {
  const pair = sql.slice(at, at + 2);
  if (pair === "--") return endOf(sql, "\n", at);
  if (pair === "/*") return blockCommentEnd(sql, at);
  if (/^e'/i.test(pair) && !/\w/.test(sql.charAt(at - 1))) return quotedEnd(sql, at + 1, true);
  if (pair.startsWith("'")) return quotedEnd(sql, at, false);
  if (pair.startsWith('"')) return quotedEnd(sql, at, false);
  if (pair.startsWith("$")) return dollarEnd(sql, at);
  return at;
}

function endOf(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from);
  return found < 0 ? sql.length : found + mark.length;
}

function blockCommentEnd(sql: string, at: number): number {
  let depth = 1;
  let here = at + 2;
  while (here < sql.length && depth > 0) {
    const pair = sql.slice(here, here + 2);
    if (pair === "/*") depth += 1;
    if (pair === "*/") depth -= 1;
    here += pair === "/*" || pair === "*/" ? 2 : 1;
  }
  return here;
}

// A doubled quote ends and reopens the text, which comes to the same here.
function quotedEnd(sql: string, at: number, withBackslash: boolean): number {
  const quote = sql.charAt(at);
  let here = at + 1;
  while (here < sql.length && sql.charAt(here) !== quote) here += withBackslash && sql.charAt(here) === "\\" ? 2 : 1;
  return here + 1;
}

function dollarEnd(sql: string, at: number): number {
  if (/[\w$]/.test(sql.charAt(at - 1))) return at;
  DOLLAR_TAG.lastIndex = at;
  const tag = DOLLAR_TAG.exec(sql)?.[0];
  return tag === undefined ? at : endOf(sql, tag, at + tag.length);
}
