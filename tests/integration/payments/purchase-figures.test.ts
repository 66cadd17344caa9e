import { expect } from "vitest";

import { couponPurchaseAmount, couponPurchases } from "@/server/platform/metrics";
import { test } from "@/tests/support/bank-test";
import { walletAs } from "@/tests/support/payment-test";

/** Coupons and pesos counted so far, by fuel. */
async function counted(fuel: string): Promise<{ coupons: number; pesos: number }> {
  const [coupons, pesos] = await Promise.all(
    [couponPurchases, couponPurchaseAmount].map(async (metric) => {
      const { values } = await metric.get();
      return values.find(({ labels }) => labels["fuel_type"] === fuel)?.value ?? 0;
    }),
  );
  return { coupons: coupons ?? 0, pesos: pesos ?? 0 };
}

test("given a purchase that is told of many times, its coupon and pesos are counted once, under its fuel", async ({
  world,
  bank,
}) => {
  const before = { regular: await counted("REGULAR"), diesel: await counted("DIESEL") };
  const owner = await world.person();
  await bank.buy({ owner, amount: "750.00" });
  const { id } = await bank.order({ owner, way: "OXXO", amount: "250.00" });
  expect(await counted("REGULAR")).toEqual({
    coupons: before.regular.coupons + 1,
    pesos: before.regular.pesos + 750,
  });
  await bank.payPage(id);
  await Promise.all([1, 2, 3].map(() => bank.settleOrder(id)));
  await walletAs(bank.contextOf(owner)).confirmPayment({ id });
  expect(await counted("REGULAR")).toEqual({
    coupons: before.regular.coupons + 2,
    pesos: before.regular.pesos + 1_000,
  });
  expect(await counted("DIESEL")).toEqual(before.diesel);
});

test("given a purchase that is declined, nothing is counted", async ({ world, bank }) => {
  const before = await counted("REGULAR");
  const owner = await world.person();
  await bank.buy({ owner, method: "pm_card_chargeDeclined" }).catch(() => undefined);
  expect(await counted("REGULAR")).toEqual(before);
});
