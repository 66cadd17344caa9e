import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fromBase64url, fromHex, joinBytes, readU64be, textOf, toBase64url, toHex, u64be, uuidBytes } from "./bytes";

const bytes = fc.uint8Array({ maxLength: 80 });

describe("bytes", () => {
  test("hexadecimal and base64url come back, and agree with node's", () => {
    fc.assert(
      fc.property(bytes, (some) => {
        expect(fromHex(toHex(some))).toEqual(some);
        expect(toHex(some)).toBe(Buffer.from(some).toString("hex"));
        expect(fromBase64url(toBase64url(some))).toEqual(some);
        expect(toBase64url(some)).toBe(Buffer.from(some).toString("base64url"));
      }),
    );
  });

  test("each value has one spelling", () => {
    for (const text of ["AB", "0", "0g", " 00", "00\n"]) expect(() => fromHex(text)).toThrow(RangeError);
    for (const text of ["AB", "A", "AA==", "A+", "QUJ\n"]) expect(() => fromBase64url(text)).toThrow(RangeError);
    expect(() => fromHex("00", 2)).toThrow(RangeError);
    expect(() => uuidBytes("00112233-4455-6677-8899-AABBCCDDEEFF")).toThrow(RangeError);
    expect(toHex(uuidBytes("00112233-4455-6677-8899-aabbccddeeff"))).toBe("00112233445566778899aabbccddeeff");
    expect(() => textOf(Uint8Array.of(0xff))).toThrow(RangeError);
  });

  test("eight bytes hold a whole number, big-endian", () => {
    fc.assert(
      fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (n) => {
        expect(readU64be(u64be(n))).toBe(BigInt(n));
      }),
    );
    for (const n of [-1, 0.5, 2 ** 53, Number.NaN]) expect(() => u64be(n)).toThrow(RangeError);
    expect(joinBytes(u64be(1), Uint8Array.of(2))).toEqual(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1, 2));
  });
});
