import { describe, expect, test } from "vitest";

import { createSecrets } from "@/server/adapters/keys/secrets";
import { argon2Hasher } from "@/server/adapters/passwords/argon2";
import { commonPasswords } from "@/server/adapters/passwords/common-passwords";
import { totpFactor } from "@/server/adapters/totp/totp";

const secrets = createSecrets("a master secret that is long enough for this");
const passwords = argon2Hasher(secrets);

describe("password hasher", () => {
  test("knows the password again, and no other", async () => {
    const stored = await passwords.hash("correct horse battery staple");
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify(stored, "correct horse battery staple")).toBe(true);
    expect(await passwords.verify(stored, "correct horse battery stapl")).toBe(false);
    expect(await passwords.verify(stored, "Correct horse battery staple")).toBe(false);
  });

  test("hashes the same password differently each time", async () => {
    expect(await passwords.hash("the same words")).not.toBe(await passwords.hash("the same words"));
  });

  test("takes the whole of a long password", async () => {
    const long = "ñ".repeat(200);
    const stored = await passwords.hash(`${long}a`);
    expect(await passwords.verify(stored, `${long}b`)).toBe(false);
    expect(await passwords.verify(stored, `${long}a`)).toBe(true);
  });

  test("letters composed or decomposed are the same letters", async () => {
    const stored = await passwords.hash("contraseña".normalize("NFC"));
    expect(await passwords.verify(stored, "contraseña".normalize("NFD"))).toBe(true);
  });

  test("nobody's password is never right", async () => {
    expect(await passwords.verify(undefined, "")).toBe(false);
    expect(await passwords.verify(undefined, "correct horse battery staple")).toBe(false);
    expect(await passwords.verify("-", "-")).toBe(false);
  });
});

describe("common passwords", () => {
  test("hold the ones everybody uses, and few others", () => {
    const common = commonPasswords();
    expect(["123456", "password", "qwerty", "dragon"].filter((word) => !common.has(word))).toEqual([]);
    expect(common.has("correct horse battery staple")).toBe(false);
  });
});

describe("second factor", () => {
  /** RFC 6238, appendix B, SHA-1; its secret is the ASCII text 12345678901234567890. Six of its eight digits. */
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  const at = (seconds: number): Date => new Date(seconds * 1_000);

  test.for([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
  ] as const)("reads the code of second %i", ([seconds, code]) => {
    expect(totpFactor.stepOf(secret, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  test("a code counts in its step and the next, not before and not later", () => {
    const step = Math.floor(1_111_111_109 / 30);
    expect(totpFactor.stepOf(secret, "081804", at(step * 30 - 1))).toBeUndefined();
    expect(totpFactor.stepOf(secret, "081804", at(step * 30 + 59))).toBe(step);
    expect(totpFactor.stepOf(secret, "081804", at(step * 30 + 60))).toBeUndefined();
  });

  test.for(["", "28708", "2870822", "28708a", " 287082", "٢٨٧٠٨٢", "-87082", "2.7082"])("%j is no code", (code) => {
    expect(totpFactor.stepOf(secret, code, at(59))).toBeUndefined();
  });

  test("a new secret is the random bytes in base32, and its address carries it", () => {
    const made = totpFactor.newSecret(new TextEncoder().encode("12345678901234567890"));
    expect(made).toBe(secret);
    const address = new URL(totpFactor.address(made, "ana@example.mx"));
    expect(address.protocol).toBe("otpauth:");
    expect(address.searchParams.get("secret")).toBe(secret);
    expect(address.searchParams.get("issuer")).toBe("Gasolinera JSM");
  });
});

describe("secrets", () => {
  const other = createSecrets("another master secret that is long enough");
  const plain = new TextEncoder().encode("an attendant's seed");

  test("opens what it sealed, in the same context only", () => {
    const sealed = secrets.seal(plain, "totp:1");
    expect(secrets.open(sealed, "totp:1")).toEqual(plain);
    expect(() => secrets.open(sealed, "totp:2")).toThrow();
    expect(() => other.open(sealed, "totp:1")).toThrow();
    expect(secrets.seal(plain, "totp:1")).not.toBe(sealed);
  });

  test("a changed character does not open", () => {
    const sealed = secrets.seal(plain, "totp:1");
    for (let at = 0; at < sealed.length - 1; at++) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
      expect(() => secrets.open(changed, "totp:1")).toThrow();
    }
    for (const text of ["", "AAAA", "not sealed at all"]) expect(() => secrets.open(text, "totp:1")).toThrow();
  });

  test("a mark depends on the secret, the context and the text", () => {
    const mark = secrets.mac("code", "123456");
    expect(secrets.mac("code", "123456")).toBe(mark);
    expect(
      new Set([mark, secrets.mac("code", "123457"), secrets.mac("cod", "e123456"), other.mac("code", "123456")]).size,
    ).toBe(4);
  });

  test("digits are digits, and every one comes up", () => {
    const drawn = secrets.digits(2_000);
    expect(drawn).toMatch(/^\d{2000}$/);
    expect(new Set(drawn).size).toBe(10);
  });
});
