import { expect, test } from "../support/people";
import { signInAs } from "../support/rest";
import { buyByCard, code, COUPON_PAGE, order, press, standing, wish } from "../support/shop";

const BUYER = "cliente2@demo.jsm";

test("three taps from the first screen to a code, and the receipt prints alone", async ({ open }) => {
  const page = await open(BUYER);
  await page.getByRole("link", { name: "Comprar", exact: true }).click();
  await press(page, /^Pagar/);
  await press(page, "Pagar con tarjeta de prueba");
  await page.waitForURL(COUPON_PAGE);
  await expect(standing(page, "Activo")).toBeVisible();
  await expect(code(page)).toBeVisible();

  await page.getByRole("link", { name: "Ver recibo" }).click();
  await expect(page.getByRole("heading", { name: "Recibo de compra" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Comprobante de la operación")).toBeVisible();
  await expect(page.getByText("$500.00").first()).toBeVisible();
  for (const name of ["Imprimir", "Copiar enlace"]) await expect(page.getByRole("button", { name })).toBeHidden();
  await expect(page.getByRole("navigation").first()).toBeHidden();
  await expect(page.getByRole("complementary", { name: "Demostración" })).toBeHidden();
});

test("a bank that asks is refused once and answered once", async ({ open }) => {
  const page = await open(BUYER);
  await order(page, { amount: "180.00" });
  const askBank = async (answer: string) => {
    await page.getByText("Otras tarjetas de prueba").click();
    await press(page, "El banco pide confirmar (3-D Secure)");
    await expect(page.getByText("Tu banco pide que confirmes que eres tú.")).toBeVisible();
    await press(page, answer);
  };
  await askBank("Rechazar");
  await expect(page.getByRole("button", { name: "Pagar con tarjeta de prueba" })).toBeVisible();
  await askBank("Autorizar el pago");
  await page.waitForURL(COUPON_PAGE);
  await expect(standing(page, "Activo")).toBeVisible();
});

test("a declined card says why and what to do, and another card pays the same order", async ({ open }) => {
  const page = await open(BUYER);
  await order(page, { amount: "190.00" });
  await press(page, "Rechazar");
  await expect(page.getByRole("alert")).toHaveText("El banco rechazó el pago. Intenta otra vez o vuelve sin pagar.");
  await page.getByText("Otras tarjetas de prueba").click();
  await press(page, "Fondos insuficientes");
  await press(page, "Cancelar y volver");
  await expect(page.getByRole("heading", { name: "Saliste del pago" })).toBeVisible();
  await expect(page.getByText("No se te cobró nada.", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "Ver el cupón" }).click();
  await expect(standing(page, "Por pagar")).toBeVisible();
  await expect(page.getByText("La tarjeta no tiene saldo suficiente", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "Pagar ahora" }).click();
  await press(page, "Pagar con tarjeta de prueba");
  await page.waitForURL(COUPON_PAGE);
  await expect(standing(page, "Activo")).toBeVisible();
});

test("pressing twice and going back make one purchase", async ({ open, request }) => {
  const amount = "137.00";
  const page = await open(BUYER);
  await wish(page, { amount });
  await page.getByRole("button", { name: `Pagar $${amount}` }).dblclick();
  await page.waitForURL("**/demo/checkout/**");

  await page.goBack();
  await expect(page.getByText(`Tienes una compra de $${amount} por pagar.`)).toBeVisible();
  await page.getByRole("link", { name: "Seguir con ella" }).click();
  await page.getByRole("link", { name: "Pagar ahora" }).click();
  await press(page, "Pagar con tarjeta de prueba");
  await page.waitForURL(COUPON_PAGE);

  await page.goBack();
  await page.goto(page.url());
  await expect(page.getByRole("button", { name: "Pagar con tarjeta de prueba" })).toHaveCount(0);
  const buyer = await signInAs(request, BUYER);
  const { coupons } = (await buyer.get<{ coupons: { amount: string; status: string }[] }>("/coupons?limit=50")).body;
  expect(coupons.filter((coupon) => coupon.amount === amount).map(({ status }) => status)).toEqual(["ACTIVE"]);
});

test("an unused coupon is refunded in the app", async ({ open }) => {
  const page = await open(BUYER);
  await buyByCard(page, "210.00");
  await press(page, "Cancelar y pedir reembolso");
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("Se te devolverán $210.00");
  await expect(question).toContainText("Vuelven a la tarjeta con que pagaste");
  await expect(question.getByRole("button", { name: "Conservarlo" })).toBeFocused();
  await question.getByRole("button", { name: "Cancelar y pedir reembolso" }).click();
  await expect(page.getByRole("heading", { name: "Te devolvimos el dinero" })).toBeVisible();
  await expect(standing(page, "Reembolsado")).toBeVisible();
  await expect(code(page)).toHaveCount(0);
});
