import { expect, test } from "../support/people";
import { COUPON_PAGE } from "../support/shop";

const SPANISH =
  /\b(cupón|cupones|saldo|pagar|comprar|estación|estaciones|sorteo|sorteos|combustible|volver|todavía)\b/i;

test("the whole way in English: no page falls back into Spanish", async ({ open }) => {
  const page = await open("cliente2@demo.jsm", { locale: "en" });
  const isEnglish = async () => {
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    // The names of stations and raffles are what they are called.
    const words = (await page.locator("body").innerText()).replace(/(Estación|Gasolinera|Sorteo|Gran sorteo)\b.*/g, "");
    expect(SPANISH.exec(words)?.[0]).toBeUndefined();
  };
  await isEnglish();
  await page.getByRole("link", { name: "Buy", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Buy fuel" })).toBeVisible();
  await isEnglish();
  await page.getByRole("button", { name: /^Pay \$/ }).click();
  await page.waitForURL("**/demo/checkout/**");
  await page.getByRole("button", { name: "Pay with a test card" }).click();
  await page.waitForURL(COUPON_PAGE);
  await expect(page.getByText("Active", { exact: true }).first()).toBeVisible();
  await isEnglish();
  const coupon = page.url();
  for (const path of [`${coupon}/code`, `${coupon}/receipt`, "/coupons", "/tickets", "/account", "/wallet"]) {
    await page.goto(path);
    await isEnglish();
  }
});
