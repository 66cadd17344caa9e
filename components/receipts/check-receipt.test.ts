import { generateKeyPairSync, sign } from "node:crypto";

import { expect, test } from "vitest";

import { type ReceiptWords, receiptToSign, sealReceipt } from "@/server/coupons/domain/signed-receipt";

import { checkReceipt } from "./check-receipt";

const words: ReceiptWords = {
  ...{ iss: "http://localhost", id: "r", reference: "7K3M9QXW", couponId: "c", stationId: "s", stationName: "Zócalo" },
  ...{ timeZone: "America/Mexico_City", pumpNumber: 3, fuelType: "REGULAR", fuelAmount: "21.276", totalCost: "500.00" },
  ...{ pricePerLiter: "23.50", priceSince: null, balance: "500.00", ticketsGenerated: 6, ticketsReason: "pesos" },
  ...{ redeemedAt: "2026-11-24T18:05:00.000Z", voidedAt: null },
};
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const { x = "" } = publicKey.export({ format: "jwk" });
const seal = (text: string) => sealReceipt(text, new Uint8Array(sign(null, Buffer.from(text), privateKey)));
const receipt = seal(receiptToSign("R1", words));
const keys = [{ kid: "R1", x }];

test("given a receipt of ours, it is valid and says what it says", () => {
  expect(checkReceipt(` ${receipt}\n`, keys)).toEqual({ state: "valid", kid: "R1", words });
});

test("given another amount under the same signature, it is not ours", () => {
  const [, , signature = ""] = receipt.split(".");
  const other = `${receiptToSign("R1", { ...words, totalCost: "900.00" })}.${signature}`;
  expect(checkReceipt(other, keys)).toEqual({ state: "broken" });
});

test("given a key we never published, it says so; given rubbish, it is nothing", () => {
  expect(checkReceipt(receipt, [{ kid: "R2", x }])).toEqual({ state: "unknownKey" });
  expect(checkReceipt("hola", keys)).toEqual({ state: "broken" });
});
