import { expect, type Page } from "@playwright/test";

import { newOperation, type Rest } from "./rest";

export type Coupon = { id: string; balance: string; qrCode: string; shortCode: string };
export type Redeemed = { id: string; reference: string; totalCost: string };
type Wish = { amount: string; stationId?: string };

/** A coupon paid by card, without a page. */
export async function bought(customer: Rest, { amount, ...where }: Wish): Promise<Coupon> {
  const asked = { amount, fuelType: "REGULAR", paymentMethodId: "pm_card_visa", ...where };
  const answer = await customer.post<Coupon>("/coupons/purchase", asked, newOperation());
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

/** Where this attendant or manager works. */
export async function stationOf(who: Rest): Promise<string> {
  const { body } = await who.get<{ assignments: { stationId: string }[] }>("/auth/profile");
  return body.assignments[0]?.stationId ?? "";
}

export async function typeCode(page: Page, shortCode: string): Promise<void> {
  await page.getByRole("button", { name: "Escribir código" }).click();
  await page.getByLabel("Código corto").fill(shortCode);
  await page.getByRole("button", { name: "Buscar cupón" }).click();
}

/** From the pump on: so many pesos, as far as the last look before charging. */
export async function ask(page: Page, pump: number, pesos: string): Promise<void> {
  await page.getByRole("button", { name: `Bomba ${pump}`, exact: true }).click();
  await typeDigits(page, pesos);
  await page.getByRole("button", { name: "Continuar" }).click();
}

export async function typeDigits(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole("button", { name: digit, exact: true }).click();
}

export const charge = (page: Page) => page.getByRole("button", { name: /^Cobrar/ }).click();
export const next = (page: Page) => page.getByRole("button", { name: /^Siguiente/ }).click();
export const result = (page: Page) => page.getByRole("heading", { name: "Listo", exact: true });

/** The strip on top leads to the shift. */
export const openShiftSheet = (page: Page) => page.locator("main header").getByRole("button").first().click();

/** Once the scanner's page is in its own document, the only one that may use the camera, and listens to keys. */
export async function untilReady(page: Page): Promise<Page> {
  const loaded = () => new URL(performance.getEntriesByType("navigation")[0]?.name ?? location.href).pathname;
  await expect.poll(() => page.evaluate(loaded).catch(() => "")).toBe("/redeem");
  await expect(page.getByText(/^Sincronizado/)).toBeVisible();
  return page;
}

/** What a hand-held scanner does: the keys of a code and Enter, by its own clock a millisecond apart. */
export async function scanByHand(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    let at = performance.now();
    const down = (key: string) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
      Object.defineProperty(event, "timeStamp", { value: at++ });
      (document.activeElement ?? document.body).dispatchEvent(event);
    };
    for (const key of text) down(key);
    down("Enter");
  }, code);
}
