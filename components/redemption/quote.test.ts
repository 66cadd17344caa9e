import { expect, test } from "vitest";

import { centavos, formatLitres, formatPesos, tenthMilli } from "@/server/kernel/money";

import { quoteOf, wholeBalance } from "./quote";

const till = { price: tenthMilli(235_000), balance: centavos(50_000) };

const shown = (askedIn: "PESOS" | "LITRES", text: string, at = till) => {
  const quote = quoteOf({ askedIn, text }, at);
  if (quote.state === "empty") return "empty";
  const figures = `${formatPesos(quote.sale.cost)} ${formatLitres(quote.sale.volume)}`;
  return quote.state === "refused" ? `${quote.kind} ${figures}` : `${figures} left ${formatPesos(quote.balanceAfter)}`;
};

test("given pesos, the litres are cut to the millilitre and the cost is what was asked", () => {
  expect(shown("PESOS", "500")).toBe("500.00 21.276 left 0.00");
});

test("given litres, the cost rounds half up to the centavo", () => {
  expect(shown("LITRES", "20")).toBe("470.00 20.000 left 30.00");
  expect(shown("LITRES", "1.001")).toBe("23.52 1.001 left 476.48");
});

test("given more than is left, it says so and still shows the figures", () => {
  expect(shown("PESOS", "500.01")).toBe("INSUFFICIENT_BALANCE 500.01 21.277");
});

test("given less than a tenth of a litre, it is too little unless it is all that is left", () => {
  expect(shown("LITRES", "0.099")).toBe("INVALID_AMOUNT 2.33 0.099");
  expect(shown("PESOS", "1.00", { ...till, balance: centavos(100) })).toBe("1.00 0.042 left 0.00");
});

test("given nothing or zero, there is nothing to say", () => {
  expect(shown("PESOS", "")).toBe("empty");
  expect(shown("PESOS", "0.00")).toBe("empty");
});

test("given the whole balance, nothing is left over", () => {
  const odd = { ...till, balance: centavos(12_345) };
  expect(quoteOf(wholeBalance(odd.balance), odd)).toMatchObject({ state: "ready", balanceAfter: 0 });
});
