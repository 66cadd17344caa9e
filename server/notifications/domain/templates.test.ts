import { expect, test } from "vitest";

import { lastDayOf } from "./last-day";
import { MOST_TRIES, type Message, pauseAfter, shownPesos } from "./message";
import { render } from "./templates";

const money = { firstName: "Ana", couponId: "c-1", amount: "$500.00" };

const every: readonly Message[] = [
  { template: "verifyEmail", variables: { firstName: "Ana", token: "tok-1" } },
  { template: "addressTaken", variables: { firstName: "Ana" } },
  { template: "resetPassword", variables: { firstName: "Ana", token: "tok-2" } },
  { template: "passwordChanged", variables: { firstName: "Ana" } },
  { template: "oneTimeCode", variables: { code: "012345" } },
  { template: "couponPurchased", variables: { firstName: "Ana", couponId: "c-1", amount: "$500.00", fuel: "Premium" } },
  { template: "prizeCode", variables: { firstName: "Ana", raffleName: "Semanal", prize: "Auto", code: "0123ABCD" } },
  { template: "ticketsEarned", variables: { firstName: "Ana", raffleName: "Semanal", count: 3 } },
  { template: "raffleWon", variables: { firstName: "Ana", raffleName: "Semanal", raffleId: "r-1" } },
  { template: "paymentExpired", variables: { firstName: "Ana", amount: "$500.00" } },
  { template: "latePayment", variables: money },
  { template: "couponSuspended", variables: money },
  { template: "disputeWon", variables: { ...money, isSpendable: true } },
  { template: "disputeWon", variables: { ...money, isSpendable: false } },
  { template: "disputeLost", variables: { firstName: "Ana", couponId: "c-1" } },
  { template: "refundRequested", variables: money },
  { template: "refundPaid", variables: money },
  { template: "refundNeedsAccount", variables: { ...money, isRefused: true } },
  { template: "refundNeedsAccount", variables: { ...money, isRefused: false } },
  { template: "couponExpiring", variables: { ...money, days: 14, lastDay: "24 nov 2026" } },
  { template: "couponExpiring", variables: { ...money, days: 1, lastDay: "24 nov 2026" } },
  { template: "couponExpired", variables: money },
  { template: "couponReissued", variables: { ...money, lastDay: "24 nov 2026" } },
  ...(["COUPON", "EXPIRED_LIABILITY", "DISPUTES", "REFUNDS_PAYABLE"] as const).map((returnedTo): Message => ({
    template: "redemptionVoided",
    variables: { ...money, returnedTo },
  })),
];
const publicUrl = "https://jsm.example";

test("given any message, both languages write subject, text and page without holes", () => {
  for (const message of every) {
    const spanish = render(message, { locale: "es-MX", publicUrl });
    const english = render(message, { locale: "en", publicUrl });
    for (const { subject, text, html } of [spanish, english]) {
      expect(subject, message.template).not.toBe("");
      expect(`${subject} ${text} ${html}`, message.template).not.toMatch(/undefined|null|NaN|\[object/);
    }
    expect(spanish.text).not.toBe(english.text);
  }
});

test("given a link, text and page lead to the public address", () => {
  const { text, html } = render(every[0] ?? { template: "oneTimeCode", variables: { code: "" } }, {
    locale: "en",
    publicUrl,
  });
  expect(text).toContain("https://jsm.example/verify?token=tok-1");
  expect(html).toContain('href="https://jsm.example/verify?token=tok-1"');
});

test("given markup in a name, the page shows it as text", () => {
  const { html } = render(
    { template: "raffleWon", variables: { firstName: "<b>Ana</b>", raffleName: '"><script>', raffleId: "r-1" } },
    { locale: "es-MX", publicUrl },
  );
  expect(html).not.toContain("<b>Ana");
  expect(html).not.toContain("<script>");
  expect(html).toContain("&lt;b&gt;Ana");
});

test("given failed tries, the pauses double up to an hour", () => {
  expect([1, 2, 3, 9, MOST_TRIES].map(pauseAfter)).toEqual([15, 30, 60, 3_600, 3_600]);
});

test("given an amount, it is shown with commas", () => {
  expect(["50.00", "1000.00", "10000.00", "1234567.89"].map(shownPesos)).toEqual([
    "$50.00",
    "$1,000.00",
    "$10,000.00",
    "$1,234,567.89",
  ]);
});

test("given the exclusive end of a validity, the day shown is the last one it can be used on", () => {
  const end = new Date("2026-11-25T06:00:00Z");
  expect(lastDayOf(end, "es-MX")).toBe("24 nov 2026");
  expect(lastDayOf(end, "en")).toBe("Nov 24, 2026");
});
