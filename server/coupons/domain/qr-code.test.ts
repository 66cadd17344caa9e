import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { toHex } from "@/server/kernel/bytes";
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from "@/server/kernel/ed25519";
import { FUELS } from "@/server/kernel/fuel";
import { asId } from "@/server/kernel/id";

import { fromBase32, toBase32 } from "./base32";
import { decodeQrCode, encodeQrCode, type QrClaims, textToSign } from "./qr-code";

const secretKey = new Uint8Array(32).fill(7);
const publicKey = ed25519PublicKey(secretKey);
const KID = "K7Q2";

const seconds = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((s) => new Date(s * 1000));
const claims: fc.Arbitrary<QrClaims> = fc.record({
  couponId: fc.uuid().map((text) => asId("coupon", text)),
  qrVersion: fc.integer({ min: 1, max: 255 }),
  issuedAt: seconds,
  expiresAt: seconds,
  fuel: fc.constantFrom(...FUELS),
  isOneStation: fc.boolean(),
});

function issue(of: QrClaims, kid = KID): string {
  const text = textToSign(kid, of);
  return encodeQrCode(text, ed25519Sign(new TextEncoder().encode(text), secretKey));
}

const isGenuine = (code: string): boolean => {
  const read = decodeQrCode(code);
  return read !== undefined && ed25519Verify(read.signature, read.signed, publicKey);
};

const sample: QrClaims = {
  couponId: asId("coupon", "0192f3a4-5b6c-7d8e-9f01-23456789abcd"),
  qrVersion: 3,
  issuedAt: new Date("2026-11-24T03:39:48Z"),
  expiresAt: new Date("2027-05-24T06:00:00Z"),
  fuel: "PREMIUM",
  isOneStation: true,
};

describe("the signed code", () => {
  test("is 159 characters of the QR alphanumeric alphabet", () => {
    const code = issue(sample);
    expect(code).toHaveLength(159);
    expect(code).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
    expect(issue(sample, "AB")).toHaveLength(157);
  });

  test("the payload is laid out as published", () => {
    const payload = fromBase32(textToSign(KID, sample).split(".")[2] ?? "");
    expect(toHex(payload ?? new Uint8Array())).toBe(
      [
        "01",
        "0192f3a45b6c7d8e9f0123456789abcd",
        "03",
        secondsHex(sample.issuedAt),
        secondsHex(sample.expiresAt),
        "02",
        "01",
      ].join(""),
    );
  });

  test("says again what was put in", () => {
    fc.assert(
      fc.property(claims, (of) => {
        expect(decodeQrCode(issue(of))?.claims).toEqual(of);
      }),
      { numRuns: 50 },
    );
  });

  test("any other character anywhere is refused", () => {
    const code = issue(sample);
    for (let at = 0; at < code.length; at++) {
      for (const letter of ["A", "7", "a", "=", " ", "."]) {
        if (code[at] === letter) continue;
        const changed = code.slice(0, at) + letter + code.slice(at + 1);
        expect(isGenuine(changed), `${at}${letter}`).toBe(false);
      }
    }
  });

  test("spare bits, padding, white space, lower case and other lengths are refused", () => {
    const code = issue(sample);
    const last = code.at(-1) ?? "";
    for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") {
      if (letter !== last) expect(isGenuine(code.slice(0, -1) + letter)).toBe(false);
    }
    for (const other of [
      `${code} `,
      ` ${code}`,
      `${code}=`,
      code.toLowerCase(),
      code.slice(0, -1),
      `${code}A`,
      "",
      "JSM1",
    ])
      expect(decodeQrCode(other)).toBeUndefined();
  });

  test("a signature for one key id is no signature for another", () => {
    expect(isGenuine(issue(sample).replace(`.${KID}.`, ".K7Q3."))).toBe(false);
  });

  test("claims the form cannot carry are a fault", () => {
    expect(() => textToSign(KID, { ...sample, qrVersion: 0 })).toThrow(RangeError);
    expect(() => textToSign("k1", sample)).toThrow(RangeError);
    expect(() => textToSign(KID, { ...sample, expiresAt: new Date("2200-01-01") })).toThrow(RangeError);
  });
});

describe("base32", () => {
  test("matches the vectors of RFC 4648, without their padding", () => {
    const vectors = {
      "": "",
      f: "MY",
      fo: "MZXQ",
      foo: "MZXW6",
      foob: "MZXW6YQ",
      fooba: "MZXW6YTB",
      foobar: "MZXW6YTBOI",
    };
    for (const [plain, text] of Object.entries(vectors)) expect(toBase32(new TextEncoder().encode(plain))).toBe(text);
  });

  test("has one spelling a byte string", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".split("")) }), (text) => {
        const bytes = fromBase32(text);
        if (bytes) expect(toBase32(bytes)).toBe(text);
      }),
    );
  });
});

const secondsHex = (at: Date): string => (at.getTime() / 1000).toString(16).padStart(8, "0");
