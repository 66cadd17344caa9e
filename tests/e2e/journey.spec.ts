import { type Browser, expect, type Page } from "@playwright/test";

import { test } from "./support/violations";

const faults: string[] = [];

/** A page of its own person; whatever the console calls an error fails the journey. */
async function personPage(browser: Browser, account?: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && faults.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (fault) => faults.push(`${page.url()}: ${fault.message}`));
  if (account) {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: account }).click();
    await page.waitForURL((url) => !/^\/(sign-in|go)/.test(url.pathname));
  }
  return page;
}

test("a driver buys, an attendant redeems, numbers appear, and anyone checks a draw", async ({ browser }) => {
  test.setTimeout(180_000);

  const driver = await personPage(browser, "cliente2@demo.jsm");
  await expect(driver.getByRole("heading", { level: 1 })).toBeVisible();
  await driver.goto("/buy");
  await driver.getByRole("button", { name: /^Pagar/ }).click();
  await driver.waitForURL(/\/demo\/checkout\//);
  await driver.getByRole("button", { name: /pagar/i }).first().click();
  await driver.waitForURL(/\/coupons\/[0-9a-f-]{36}/);
  const couponUrl = driver.url();
  await expect(driver.getByText("Activo", { exact: true }).first()).toBeVisible();
  const text = await driver.locator("main").innerText();
  const shortCode = /\b[0-9A-Z]{4}[ -]?[0-9A-Z]{4}[ -]?[0-9A-Z]{4}\b/.exec(text)?.[0] ?? "";
  expect(shortCode).not.toBe("");

  const attendant = await personPage(browser, "despachador@demo.jsm");
  // The scanner's page loads its own document, because only that one may use the camera.
  const loaded = () => new URL(performance.getEntriesByType("navigation")[0]?.name ?? location.href).pathname;
  await expect.poll(() => attendant.evaluate(loaded).catch(() => "")).toBe("/redeem");
  await attendant.getByRole("button", { name: "Escribir código" }).click();
  await attendant.getByLabel("Código corto").fill(shortCode);
  await attendant.getByRole("button", { name: "Buscar cupón" }).click();
  await attendant.getByRole("button", { name: "Bomba 1" }).click();
  for (const digit of ["1", "0", "0"]) await attendant.getByRole("button", { name: digit, exact: true }).click();
  await attendant.getByRole("button", { name: "Continuar" }).click();
  await attendant.getByRole("button", { name: /^Cobrar/ }).click();
  await expect(attendant.getByText(/Gana 1 número/)).toBeVisible();

  await driver.goto(couponUrl);
  await expect(driver.getByText("$100.00").first()).toBeVisible();
  await driver.goto("/tickets");
  await expect(driver.getByText("Sorteo semanal").first()).toBeVisible();

  const stranger = await personPage(browser);
  await expect
    .poll(
      async () => {
        await stranger.goto("/raffles");
        return stranger.getByText("Sorteado").count();
      },
      { timeout: 90_000, intervals: [2_000] },
    )
    .toBeGreaterThan(0);
  await stranger.getByText("Sorteo de arranque").first().click();
  await stranger.getByRole("button", { name: "Verificar ahora" }).click();
  await expect(stranger.getByText(/Todo coincide/)).toBeVisible({ timeout: 60_000 });

  const admin = await personPage(browser, "admin@demo.jsm");
  await admin.goto("/admin");
  await expect(admin.getByRole("heading", { name: "Resumen" })).toBeVisible();
  await admin.goto("/admin/raffles");
  await expect(admin.getByText("Gran sorteo anual").first()).toBeVisible();

  expect(faults).toEqual([]);
});
