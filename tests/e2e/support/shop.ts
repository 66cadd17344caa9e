import { expect, type Page } from "@playwright/test";

type Wish = { amount: string; way?: "Tarjeta" | "Efectivo en OXXO" | "Transferencia SPEI" };

/** A coupon's own page. */
export const COUPON_PAGE = /\/coupons\/[0-9a-f-]{36}$/;

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("button", { name, exact: typeof name === "string" }).click();

/** Fills the purchase form as far as the button that pays. */
export async function wish(page: Page, { amount, way = "Tarjeta" }: Wish): Promise<void> {
  await page.goto("/buy");
  // What is typed before the page's script runs is not heard.
  await expect(async () => {
    await page.getByLabel("Otro monto").fill("");
    await page.getByLabel("Otro monto").fill(amount);
    await expect(page.getByRole("button", { name: `Pagar $${amount}` })).toBeEnabled({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("radio", { name: way }).check();
}

/** From the purchase form to the payment page. */
export async function order(page: Page, asked: Wish): Promise<void> {
  await wish(page, asked);
  await press(page, `Pagar $${asked.amount}`);
  await page.waitForURL("**/demo/checkout/**");
}

/** Bought and paid by card: the coupon's page. */
export async function buyByCard(page: Page, amount: string): Promise<void> {
  await order(page, { amount });
  await press(page, "Pagar con tarjeta de prueba");
  await page.waitForURL(COUPON_PAGE);
}

/** The word beside the title that says how the coupon stands. */
export const standing = (page: Page, word: string) => page.locator("main").getByText(word, { exact: true }).first();

export const code = (page: Page) => page.getByRole("img", { name: "Código QR del cupón" });
