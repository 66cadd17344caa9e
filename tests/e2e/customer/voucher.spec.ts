import type { Page } from "@playwright/test";

import { expect, test } from "../support/people";
import { code, COUPON_PAGE, order, press, standing } from "../support/shop";

const BUYER = "cliente@demo.jsm";
const CLABE = "032180000118359719";

/** A voucher that was issued: back in the shop, on the coupon's page. */
async function awaitedByOxxo(page: Page, amount: string): Promise<void> {
  await order(page, { amount, way: "Efectivo en OXXO" });
  await press(page, "Emitir ficha de OXXO");
  await expect(page.getByRole("img", { name: "Código de barras" })).toBeVisible();
  await expect(page.getByText("En la caja de cualquier OXXO")).toBeVisible();
  await page.getByRole("link", { name: "Volver a Gasolinera JSM" }).click();
  await expect(page.getByRole("heading", { name: "Paga tu ficha en OXXO" })).toBeVisible();
  await page.getByRole("link", { name: "Ver el cupón" }).click();
  await page.waitForURL(COUPON_PAGE);
  await expect(standing(page, "Por pagar")).toBeVisible();
  await expect(page.getByText(/^La ficha se puede pagar hasta el .*quedan \d días/)).toBeVisible();
}

test("cash at the shop: to pay, paid, then refunded to a CLABE", async ({ open }) => {
  const page = await open(BUYER);
  await awaitedByOxxo(page, "220.00");
  await expect(page.getByRole("button", { name: "Cancelar la compra" })).toBeDisabled();
  await page.getByRole("link", { name: "Ver la ficha" }).click();
  await press(page, "Pagar ahora (simula el pago)");
  await page.waitForURL(COUPON_PAGE);
  await expect(standing(page, "Activo")).toBeVisible();
  await expect(code(page)).toBeVisible();
  await expect(page.getByText("Pagado", { exact: true })).toBeVisible();

  await press(page, "Cancelar y pedir reembolso");
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("OXXO no devuelve efectivo");
  await question.getByRole("button", { name: "Cancelar y pedir reembolso" }).click();
  await expect(page.getByRole("heading", { name: "Tu reembolso está en curso" })).toBeVisible();
  await page.getByLabel("CLABE").fill(CLABE.replace(/9$/, "0"));
  await press(page, "Guardar cuenta");
  await expect(page.getByText("Esa CLABE no es válida", { exact: false })).toBeVisible();
  await page.getByLabel("CLABE").fill(CLABE);
  await press(page, "Guardar cuenta");
  await expect(page.getByText("Guardada: •••• 9719", { exact: false })).toBeVisible();
});

test("a voucher nobody pays lapses, and the same wish is one tap away", async ({ open }) => {
  const page = await open(BUYER);
  await awaitedByOxxo(page, "230.00");
  const coupon = page.url();
  await page.getByRole("link", { name: "Ver la ficha" }).click();
  await press(page, "Dejar que venza la ficha");
  await expect(page.getByText("La ficha venció sin pago. No se cobró nada.")).toBeVisible();
  await page.goto(coupon);
  await expect(standing(page, "Vencido")).toBeVisible();
  await expect(page.getByText("No se te cobró nada.", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "Comprar otra vez" }).click();
  await expect(page.getByLabel("Otro monto")).toHaveValue("230.00");
  await expect(page.getByRole("radio", { name: "Efectivo en OXXO" })).toBeChecked();
});

test("a transfer in two parts: half is not enough, the rest is", async ({ open }) => {
  const page = await open(BUYER);
  await order(page, { amount: "240.00", way: "Transferencia SPEI" });
  await press(page, "Ver los datos para SPEI");
  await expect(page.getByText(/^\d{18}$/)).toBeVisible();
  await press(page, "Transferir solo la mitad");
  await expect(page.getByText("Llegó una parte.", { exact: false })).toBeVisible();
  await expect(page.getByText("$120.00").first()).toBeVisible();
  await page.getByRole("link", { name: "Volver a Gasolinera JSM" }).click();
  await expect(page.getByRole("heading", { name: "Haz tu transferencia SPEI" })).toBeVisible();
  await page.getByRole("link", { name: "Ver los datos" }).click();
  await press(page, "Pagar ahora (simula el pago)");
  await page.waitForURL(COUPON_PAGE);
  await expect(standing(page, "Activo")).toBeVisible();
});
