import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { groupedShortCode, readShortCode, SHORT_CODE_BYTES, shortCodeOf } from "./short-code";

const random = fc.uint8Array({ minLength: SHORT_CODE_BYTES, maxLength: SHORT_CODE_BYTES });
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

describe("the short code", () => {
  test("is twelve characters and reads back as it was made", () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const code = shortCodeOf(bytes);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
        expect(readShortCode(code)).toBe(code);
      }),
    );
  });

  test("forgives how people type", () => {
    const code = shortCodeOf(Uint8Array.from([1, 0, 200, 33, 7, 90, 31]));
    const typed = groupedShortCode(code).toLowerCase().replaceAll("0", "o").replaceAll("1", "l");
    expect(readShortCode(` ${typed} `)).toBe(code);
    expect(readShortCode(typed.replaceAll("l", "i").replaceAll("-", " "))).toBe(code);
  });

  test("notices every single wrong character", () => {
    fc.assert(
      fc.property(random, fc.nat(11), fc.constantFrom(...ALPHABET.split("")), (bytes, at, letter) => {
        const code = shortCodeOf(bytes);
        fc.pre(code[at] !== letter);
        expect(readShortCode(code.slice(0, at) + letter + code.slice(at + 1))).toBeUndefined();
      }),
    );
  });

  test("notices every swap of two characters", () => {
    fc.assert(
      fc.property(random, fc.nat(11), fc.nat(11), (bytes, a, b) => {
        const letters = shortCodeOf(bytes).split("");
        const [x = "", y = ""] = [letters[a], letters[b]];
        fc.pre(x !== y);
        letters[a] = y;
        letters[b] = x;
        expect(readShortCode(letters.join(""))).toBeUndefined();
      }),
    );
  });

  test("refuses other lengths, other letters and very long texts", () => {
    for (const typed of ["", "0", "000000000000U", "UUUUUUUUUUUU", "０００００００００００１", "0".repeat(10_000)])
      expect(readShortCode(typed)).toBeUndefined();
  });
});
