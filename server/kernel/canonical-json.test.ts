import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { utf8 } from "./bytes";
import { canonicalJson, parseCanonical } from "./canonical-json";

describe("canonical JSON", () => {
  test("sorts by UTF-16 code units and writes numbers and escapes like the RFC's examples", () => {
    const sample = {
      "\u20ac": "Euro",
      "\r": "CR",
      "\ufb33": "Hebrew",
      "1": "One",
      "\u{1f600}": "Emoji",
      "\u0080": "C1",
      "\u00f6": "o",
    };
    expect(Object.keys(JSON.parse(canonicalJson(sample)))).toEqual([
      "1",
      "\r",
      "\u0080",
      "\u00f6",
      "\u20ac",
      "\u{1f600}",
      "\ufb33",
    ]);
    expect(canonicalJson([Number("333333333.33333329"), 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]",
    );
    expect(canonicalJson("\u20ac$\u000f\nA'B\"\\/")).toBe('"€$\\u000f\\nA\'B\\"\\\\/"');
    expect(canonicalJson({ b: [true, null], a: {} })).toBe('{"a":{},"b":[true,null]}');
  });

  test("refuses what JSON cannot say", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, "\ud800", { "\udc00": 1 }]) {
      expect(() => canonicalJson(value)).toThrow(RangeError);
    }
  });

  test("a document comes back, and only in its one spelling", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(parseCanonical(utf8(text)))).toBe(text);
        expect(() => parseCanonical(utf8(`${text} `))).toThrow(RangeError);
      }),
    );
    for (const text of ['{"b":1,"a":2}', '{"a":1,"a":1}', "[1.0]", '"\\u0041"', "", "{"]) {
      expect(() => parseCanonical(utf8(text))).toThrow(RangeError);
    }
  });
});
