import { expect, test } from "vitest";

import type { KeptCode } from "./kept-code";
import { offlinePage, offlinePolicy } from "./offline-page";

const code = (more: Partial<KeptCode> = {}): KeptCode => ({
  id: "01938f2e-7b1a-7c44-9d0e-3f5a6b7c8d9e",
  mark: "m",
  svg: `<svg viewBox="0 0 53 53"><path d="M4 4h7"/></svg>`,
  shortCode: "7K3M9QXW2HTB",
  balance: "412.50",
  fuelType: "PREMIUM",
  stationName: "Centro <Uno>",
  validUntil: "2027-05-24T06:00:00.000Z",
  asOf: "2026-11-24T18:05:00.000Z",
  locale: "es-MX",
  ...more,
});
const now = new Date("2026-11-24T18:17:00.000Z");
const page = (codes: readonly KeptCode[], more: { wanted?: string; locale?: string } = {}) =>
  offlinePage({ codes, wanted: more.wanted, locale: more.locale ?? "es-MX", now, nonce: "n0nce" });

test("given a kept code, it is shown large with its balance, since when, and the code to dictate", () => {
  const html = page([code()]);
  expect(html).toContain("$412.50");
  expect(html).toContain("7K3M 9QXW 2HTB");
  expect(html).toContain("24 nov 2026, 12:05");
  expect(html).toContain("hace 12 min");
  expect(html).toContain('<svg viewBox="0 0 53 53">');
  expect(html).not.toContain("<Uno>");
  expect(html).not.toContain('class="note old"');
});

test("given a balance of the day before, the page says so in the stronger tone", () => {
  expect(page([code({ asOf: "2026-11-23T18:05:00.000Z" })])).toContain('class="note old"');
});

test("given several codes, the one that was asked for is shown and the others are links", () => {
  const other = code({ id: "01938f2e-7b1a-7c44-9d0e-000000000002", balance: "50.00" });
  const html = page([code(), other], { wanted: other.id });
  expect(html.match(/<svg/g)).toHaveLength(1);
  expect(html).toContain("$50.00</span>");
  expect(html).toContain(`href="/coupons/${code().id}"`);
});

test("given nothing kept, or not this one, the page says so instead of a code", () => {
  expect(page([])).toContain("no hay códigos guardados");
  const html = page([code()], { wanted: "01938f2e-7b1a-7c44-9d0e-00000000000f" });
  expect(html).not.toContain("<svg");
  expect(html).toContain(`href="/coupons/${code().id}"`);
});

test("given its policy, only what carries the nonce runs, and nothing is fetched", () => {
  expect(offlinePolicy("n0nce")).toMatch(/^default-src 'none'; .*script-src 'nonce-n0nce'/);
  expect(page([code()], { locale: "en" })).toContain('<html lang="en">');
});
