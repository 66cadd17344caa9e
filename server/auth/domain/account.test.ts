import { expect, test } from "vitest";

import { isVerified, maskedEmail, maskedPhone, normaliseEmail, normalisePhone, readIdentifier } from "./account";

test("given spellings of one address, they become the same", () => {
  for (const text of ["Ana.Lopez@Ejemplo.MX", " ana.lopez@ejemplo.mx ", "ＡＮＡ.lopez@ejemplo.mx"]) {
    expect(normaliseEmail(text)).toBe("ana.lopez@ejemplo.mx");
  }
  expect(normaliseEmail("cliente@demo.jsm")).toBe("cliente@demo.jsm");
  // The Kelvin sign is a k once normalised.
  expect(normaliseEmail("\u212Aarla@ejemplo.mx")).toBe("karla@ejemplo.mx");
});

test("given what is no address, it is refused", () => {
  const wrong = [
    "",
    "ana",
    "ana@",
    "@ejemplo.mx",
    "ana@ejemplo",
    "ana@@ejemplo.mx",
    "ana@b@ejemplo.mx",
    "ana..lopez@ejemplo.mx",
    ".ana@ejemplo.mx",
    "ana lopez@ejemplo.mx",
    "ana@ejemplo.mx\r\nbcc: b@ejemplo.mx",
    "ana@-ejemplo.mx",
    "ana@ejemplo.mx.",
    "ana@127.0.0.1",
    "niño@ejemplo.mx",
    "a".repeat(65) + "@ejemplo.mx",
    "a@" + "b".repeat(250) + ".mx",
  ];
  for (const text of wrong) expect(normaliseEmail(text), text).toBeUndefined();
});

test("given the ways Mexicans write a phone, each is the same E.164 number", () => {
  const spellings = [
    "5512345678",
    "55 1234 5678",
    "(55) 1234-5678",
    "+52 55 1234 5678",
    "525512345678",
    "+5215512345678",
    "015512345678",
    "044 55 1234 5678",
    "045-55-1234-5678",
    "５５１２３４５６７８",
  ];
  for (const text of spellings) expect(normalisePhone(text), text).toBe("+525512345678");
});

test("given what is no Mexican number, it is refused", () => {
  for (const text of ["", "123", "55123456789", "0512345678", "1512345678", "+1 212 555 0100", "551234567a", "+52"]) {
    expect(normalisePhone(text), text).toBeUndefined();
  }
});

test("given an identifier, an at sign makes it an address", () => {
  expect(readIdentifier("Ana@Ejemplo.mx")).toEqual({ email: "ana@ejemplo.mx" });
  expect(readIdentifier("55 1234 5678")).toEqual({ phone: "+525512345678" });
  expect(readIdentifier("nobody")).toBeUndefined();
  expect(readIdentifier("55@")).toBeUndefined();
});

test("given one proved contact, the account is verified", () => {
  const at = new Date("2026-11-24T00:00:00Z");
  expect(isVerified({ emailVerifiedAt: null, phoneVerifiedAt: null })).toBe(false);
  expect(isVerified({ emailVerifiedAt: at, phoneVerifiedAt: null })).toBe(true);
  expect(isVerified({ emailVerifiedAt: null, phoneVerifiedAt: at })).toBe(true);
});

test("given contact data for somebody who may not write to people, it is masked", () => {
  expect(maskedEmail("cliente@demo.jsm")).toBe("c•••@demo.jsm");
  expect(maskedPhone("+525512345678")).toBe("•••• 5678");
});
