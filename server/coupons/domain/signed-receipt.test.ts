import { generateKeyPairSync, sign, verify } from "node:crypto";

import { compactVerify } from "jose";
import { expect, test } from "vitest";

import { readReceipt, type ReceiptWords, receiptToSign, sealReceipt } from "./signed-receipt";

const words: ReceiptWords = {
  iss: "https://jsm.example",
  id: "01900000-0000-7000-8000-000000000001",
  reference: "7K3M9QXW",
  couponId: "01900000-0000-7000-8000-000000000002",
  stationId: "01900000-0000-7000-8000-000000000003",
  stationName: "Estación Zócalo",
  timeZone: "America/Mexico_City",
  pumpNumber: 3,
  fuelType: "REGULAR",
  fuelAmount: "21.276",
  pricePerLiter: "23.50",
  priceSince: "2026-11-20T06:00:00.000Z",
  totalCost: "500.00",
  balance: "500.00",
  ticketsGenerated: 6,
  ticketsReason: "pesos-and-volume",
  redeemedAt: "2026-11-24T18:05:00.000Z",
  voidedAt: null,
};
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const text = receiptToSign("R1", words);
const receipt = sealReceipt(text, new Uint8Array(sign(null, Buffer.from(text), privateKey)));

test("given a receipt, it reads back what was signed, and a library of others agrees", async () => {
  const read = readReceipt(receipt);
  expect(read?.words).toEqual(words);
  expect(read?.kid).toBe("R1");
  expect(read && verify(null, read.signed, publicKey, read.signature)).toBe(true);
  const { payload, protectedHeader } = await compactVerify(receipt, publicKey);
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(words);
  expect(protectedHeader).toEqual({ alg: "EdDSA", kid: "R1", typ: "jsm-receipt+jws" });
});

test("given any character written differently, it is no receipt or its signature fails", () => {
  for (let at = 0; at < receipt.length; at += 7) {
    const other = receipt[at] === "A" ? "B" : "A";
    const read = readReceipt(receipt.slice(0, at) + other + receipt.slice(at + 1));
    expect(read === undefined || !verify(null, read.signed, publicKey, read.signature)).toBe(true);
  }
});

test.each([
  ["another algorithm", { alg: "none", kid: "R1", typ: "jsm-receipt+jws" }],
  ["an access token's type", { alg: "EdDSA", kid: "R1", typ: "JWT" }],
  ["no key", { alg: "EdDSA", typ: "jsm-receipt+jws" }],
])("given %s in the header, it is no receipt", (_what, header) => {
  const [, payload = "", seal = ""] = receipt.split(".");
  expect(
    readReceipt(`${Buffer.from(JSON.stringify(header)).toString("base64url")}.${payload}.${seal}`),
  ).toBeUndefined();
});

test.each(["", "a.b.c", "..", `${receipt}.x`, receipt.slice(0, -4), "x".repeat(5_000)])(
  "given rubbish, it is no receipt",
  (rubbish) => expect(readReceipt(rubbish)).toBeUndefined(),
);
