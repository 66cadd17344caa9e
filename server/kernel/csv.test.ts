import { expect, test } from "vitest";

import { csvOf } from "./csv";

test("given texts with commas, quotes and line ends, they are quoted", () => {
  expect(csvOf(["a", "b"], [['x,"y"', "1\n2"]])).toBe('a,b\r\n"x,""y""","1\n2"\r\n');
});

test("given what a spreadsheet would run, it stays text; amounts stay numbers", () => {
  expect(csvOf(["n"], [["=1+1"], ["-12.50"], [7], [null]])).toBe("n\r\n'=1+1\r\n-12.50\r\n7\r\n\r\n");
});
