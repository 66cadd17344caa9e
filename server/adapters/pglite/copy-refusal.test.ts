import { describe, expect, test } from "vitest";

import { hasCopyFromStdin } from "./copy-refusal";

describe("statements that would make the engine wait for ever", () => {
  test.each([
    "copy t from stdin",
    "COPY t (a, b)\n FROM\tSTDIN WITH (format csv)",
    "select 1; copy t from stdin",
    "/* why /* nested */ not */ copy t from stdin",
    '-- first\ncopy public."odd;name" from stdin',
    "insert into t values ('it''s'); copy t from stdin",
    "select $x$ ; $x$; copy t from stdin",
    "select E'\\''; copy t from stdin",
  ])("%s", (sql) => expect(hasCopyFromStdin(sql)).toBe(true));
});

describe("statements that only look like it", () => {
  test.each([
    "select 1",
    "copy t to stdout",
    "select 'copy t from stdin'",
    "select 'a; copy t from stdin'",
    "select $$; copy t from stdin; $$",
    "select $a$ ' ; copy t from stdin $a$",
    "select 1 -- ; copy t from stdin",
    "select 1 /* ; copy t from stdin",
    'select "copy" from stdin',
    "select e'\\'; copy t from stdin'",
    "copy t from '/dev/null'",
  ])("%s", (sql) => expect(hasCopyFromStdin(sql)).toBe(false));
});
