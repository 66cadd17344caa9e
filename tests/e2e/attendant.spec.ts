import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Browser, chromium, expect, type Page } from "@playwright/test";

import { cameraArgs, filmCode } from "./support/camera";
import {
  ask,
  bought,
  charge,
  type Coupon,
  next,
  openShiftSheet,
  type Redeemed,
  result,
  typeCode,
} from "./support/desk";
import { signInAs } from "./support/rest";
import { test } from "./support/violations";

const faults: string[] = [];
let browser: Browser | undefined;
let folder: string | undefined;

test.afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Chromium with a film for a camera, and the attendant in it. */
async function attendantAt(code: string): Promise<Page> {
  folder = mkdtempSync(join(tmpdir(), "jsm-film-"));
  const film = join(folder, "code.y4m");
  filmCode(code, film);
  const { launchOptions, baseURL, viewport, locale, timezoneId } = test.info().project.use;
  browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), ...cameraArgs(film)],
  });
  const context = await browser.newContext({
    ...(baseURL && { baseURL }),
    ...(viewport !== undefined && { viewport }),
    ...(locale && { locale }),
    ...(timezoneId && { timezoneId }),
  });
  const page = await context.newPage();
  page.on("pageerror", (fault) => faults.push(`${page.url()}: ${fault.message}`));
  await page.goto("/sign-in?next=/redeem");
  await page.getByRole("button", { name: "despachador@demo.jsm" }).click();
  await page.waitForURL(/\/redeem/);
  return page;
}

/** From here on there is no camera, as on a till: the film would show its one code for ever. */
async function putCameraAway(page: Page): Promise<void> {
  const away = () => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("away", "NotFoundError"));
  };
  await page.addInitScript(away);
  await page.evaluate(away);
}

test("an attendant scans, charges in parts, undoes, and no answer that is lost charges twice", async ({ request }) => {
  test.setTimeout(150_000);
  const customer = await signInAs(request, "cliente2@demo.jsm");
  const coupon = await bought(customer, { amount: "500.00" });
  const balance = async () => (await customer.get<Coupon>(`/coupons/${coupon.id}`)).body.balance;

  const page = await attendantAt(coupon.qrCode);
  await test.step("a scan from the camera, and a first part", async () => {
    await expect(page.getByText("¿En qué bomba?")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("$500.00").first()).toBeVisible();
    await ask(page, 3, "100");
    await charge(page);
    await expect(result(page)).toBeVisible();
    await expect(page.getByText("Le quedan $400.00")).toBeVisible();
    await expect(page.getByRole("link", { name: /Recibo firmado/ })).toBeVisible();
    await putCameraAway(page);
    await next(page);
  });

  await test.step("a second look shows the first use; a double press charges once", async () => {
    await typeCode(page, coupon.shortCode);
    await expect(page.getByText(/Canjeado hoy .* Bomba 3 · /)).toBeVisible();
    await ask(page, 2, "150");
    await page.getByRole("button", { name: /^Cobrar/ }).dblclick();
    await expect(page.getByText("Le quedan $250.00")).toBeVisible();
    expect(await balance()).toBe("250.00");
  });

  await test.step("undone within its minute by the same person", async () => {
    await page.getByRole("button", { name: /^Deshacer \$150.00/ }).click();
    await page.getByRole("button", { name: "Monto equivocado" }).click();
    await expect(page.getByRole("heading", { name: "Anulada" })).toBeVisible();
    await expect(page.getByText("El cupón queda con $400.00")).toBeVisible();
    await page.getByRole("button", { name: "Listo", exact: true }).click();
    expect(await balance()).toBe("400.00");
    await next(page);
  });

  await test.step("an answer lost after the server committed is asked for again, and charges once", async () => {
    let sent = 0;
    await page.route("**/api/trpc/redemptions.redeem*", async (route) => {
      sent += 1;
      if (sent > 1) return route.continue();
      await route.fetch();
      await route.abort("connectionreset");
    });
    await typeCode(page, coupon.shortCode);
    await ask(page, 1, "100");
    await charge(page);
    await expect(result(page)).toBeVisible({ timeout: 20_000 });
    expect(sent).toBe(2);
    expect(await balance()).toBe("300.00");
    await page.unroute("**/api/trpc/redemptions.redeem*");
    await next(page);
  });

  await test.step("an answer lost for good is resolved after the page came back, and nobody signs out before", async () => {
    let isCommitted = false;
    await page.route("**/api/trpc/redemptions.redeem*", async (route) => {
      if (!isCommitted) await route.fetch();
      isCommitted = true;
      await route.abort("connectionreset");
    });
    await page.route("**/api/trpc/**redemptions.ofOperation*", (route) => route.abort("connectionreset"));
    await typeCode(page, coupon.shortCode);
    await ask(page, 4, "100");
    await charge(page);
    await expect.poll(() => isCommitted).toBe(true);
    page.once("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await expect(page.getByText("1 por confirmar")).toBeVisible();
    await openShiftSheet(page);
    await expect(page.getByText(/No puedes cerrar sesión/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Salir" })).toHaveCount(0);
    await page.unroute("**/api/trpc/**redemptions.ofOperation*");
    await page.getByRole("button", { name: "Preguntar otra vez" }).click();
    await expect(page.getByText(/Sí se cobró \$100.00/).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Salir" })).toBeVisible();
    await page.unroute("**/api/trpc/redemptions.redeem*");
    await page.keyboard.press("Escape");
    expect(await balance()).toBe("200.00");
  });

  await test.step("used up, and refused after that", async () => {
    await typeCode(page, coupon.shortCode);
    await page.getByRole("button", { name: "Bomba 1", exact: true }).click();
    await page.getByRole("button", { name: "Todo el saldo" }).click();
    await page.getByRole("button", { name: "Continuar" }).click();
    await charge(page);
    await expect(page.getByText("Le quedan $0.00")).toBeVisible();
    await next(page);
    await typeCode(page, coupon.shortCode);
    await expect(page.getByRole("alert").filter({ hasText: "Ya no tiene saldo" })).toBeVisible();
    await expect(page.getByText(/Canjeado hoy/)).toBeVisible();
    await next(page);
  });

  await test.step("the shift ends with what it came to, and the receipt is checked by anybody", async () => {
    await openShiftSheet(page);
    await page.getByRole("link", { name: "Ver resumen y cerrar" }).click();
    await page.waitForURL(/\/shifts\//);
    await expect(page.getByText("Monto equivocado", { exact: false }).first()).toBeVisible();
    await page.getByRole("button", { name: "Cerrar turno" }).click();
    await page.getByRole("button", { name: "Sí, cerrar turno" }).click();
    await expect(page.getByRole("button", { name: "Imprimir" })).toBeVisible();
    const { redemptions } = (await customer.get<{ redemptions: Redeemed[] }>(`/coupons/${coupon.id}/redemptions`)).body;
    const [last] = redemptions;
    const signed = await customer.get<{ receipt: string }>(`/redemptions/${last?.id}/receipt`);
    await page.goto(`/receipts#${signed.body.receipt}`);
    await expect(page.getByText("Firma válida", { exact: false })).toBeVisible();
    await expect(page.getByText(last?.reference ?? "-")).toBeVisible();
  });

  expect(faults).toEqual([]);
});
