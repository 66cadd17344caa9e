import { readFileSync } from "node:fs";

import { beforeAll, expect, test } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

import { encodeQrCode, textToSign } from "@/server/coupons/domain/qr-code";
import { asId } from "@/server/kernel/id";

import { qrPicture } from "./coupon-qr";

const claims = {
  couponId: asId("coupon", "01938f2e-7b1a-7c44-9d0e-3f5a6b7c8d9e"),
  qrVersion: 3,
  issuedAt: new Date("2026-11-24T18:00:00Z"),
  expiresAt: new Date("2027-05-24T06:00:00Z"),
  fuel: "REGULAR",
  isOneStation: true,
} as const;
const signature = Uint8Array.from({ length: 64 }, (_, i) => (i * 37) % 256);
const code = encodeQrCode(textToSign("DEMO", claims), signature);

beforeAll(() => {
  const wasm = readFileSync("node_modules/zxing-wasm/dist/reader/zxing_reader.wasm");
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
});

test("given a whole code, its picture has 45 modules a side and a quiet zone of four", async () => {
  expect(code).toHaveLength(159);
  const svg = String(await qrPicture(code, "svg"));
  expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 53 53"/);
  expect(svg).not.toMatch(/script|href/);
  const png = await qrPicture(code, "png");
  const size = new DataView(Uint8Array.from(png as Uint8Array).buffer, 16, 8);
  expect([size.getUint32(0), size.getUint32(4)]).toEqual([53 * 12, 53 * 12]);
});

test("given its picture, a reader reads exactly the code that was drawn", async () => {
  const png = (await qrPicture(code, "png")) as Uint8Array;
  const found = await readBarcodes(png, { formats: ["QRCode"] });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ text: code, isValid: true });
  expect(found[0]?.symbol?.width).toBe(45);
});
