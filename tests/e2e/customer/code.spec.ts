import { expect, test } from "../support/people";
import { newOperation, signInAs } from "../support/rest";
import { code, press } from "../support/shop";

const OWNER = "cliente@demo.jsm";
type Coupon = { id: string; shortCode: string };

/** Bought without a page, for what comes after a purchase. */
async function bought(request: Parameters<typeof signInAs>[0], amount: string): Promise<Coupon> {
  const owner = await signInAs(request, OWNER);
  const asked = { amount, fuelType: "REGULAR", paymentMethodId: "pm_card_visa" };
  return (await owner.post<Coupon>("/coupons/purchase", asked, newOperation())).body;
}

const inFours = (shortCode: string): string => shortCode.replace(/(.{4})(?=.)/g, "$1 ");

test("the code opens without a network until its owner signs out", async ({ open, request, faults }) => {
  const coupon = await bought(request, "150.00");
  const page = await open(OWNER);
  const kept = () =>
    page.evaluate(async (id) => {
      const found = await caches.match(`/offline/codes/${id}`);
      return found !== undefined;
    }, coupon.id);
  await page.goto(`/coupons/${coupon.id}`);
  await expect(code(page)).toBeVisible();
  await expect.poll(kept).toBe(true);

  await page.context().setOffline(true);
  await page.goto(`/coupons/${coupon.id}/code`);
  await expect(page.getByRole("heading", { name: "Sin conexión" })).toBeVisible();
  await expect(code(page)).toBeVisible();
  await expect(page.getByText("$150.00").first()).toBeVisible();
  await expect(page.getByText(inFours(coupon.shortCode))).toBeVisible();

  await page.context().setOffline(false);
  // Back in the network the page opens itself anew; going on before that would cut it off.
  await expect(page.getByRole("heading", { name: "Sin conexión" })).toHaveCount(0);
  await page.goto("/account");
  await press(page, "Salir");
  await page.waitForURL("**/sign-in");
  await expect.poll(kept).toBe(false);
  await page.context().setOffline(true);
  await page.goto(`/coupons/${coupon.id}/code`);
  await expect(page.getByText("en este teléfono no hay códigos guardados", { exact: false })).toBeVisible();
  await expect(code(page)).toHaveCount(0);
  // Without a network whatever was under way is called an error.
  faults.splice(0, Infinity, ...faults.filter((fault) => !fault.includes("ERR_INTERNET_DISCONNECTED")));
});

test("another fuel before the first use, free of charge, with a new code", async ({ open, request }) => {
  const coupon = await bought(request, "160.00");
  const page = await open(OWNER, { next: `/coupons/${coupon.id}` });
  const before = await code(page).innerHTML();
  await press(page, "Cambiar combustible o estación");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Guardar cambio" })).toBeDisabled();
  await dialog.getByRole("radio", { name: "Premium" }).check();
  await expect(dialog).toContainText("Tu código actual deja de servir");
  await dialog.getByRole("button", { name: "Guardar cambio" }).click();
  await expect(page.getByText("Cambio guardado. Este es tu código nuevo.")).toBeVisible();
  await expect(page.locator("main").getByText("Premium").first()).toBeVisible();
  await expect.poll(() => code(page).innerHTML()).not.toBe(before);
});

test("a code is replaced three times, then never again", async ({ open, request }) => {
  const coupon = await bought(request, "170.00");
  const page = await open(OWNER, { next: `/coupons/${coupon.id}` });
  for (const left of ["Te quedarán 2 cambios.", "Te quedará 1 cambio.", "ya no quedará ninguno"]) {
    const before = await code(page).innerHTML();
    await press(page, "Cambiar el código");
    const question = page.getByRole("alertdialog");
    await expect(question).toContainText(left);
    await question.getByRole("button", { name: "Cambiar el código" }).click();
    await expect(question).toBeHidden();
    await expect.poll(() => code(page).innerHTML()).not.toBe(before);
  }
  await expect(page.getByRole("button", { name: "Cambiar el código" })).toBeDisabled();
  await expect(page.getByText("Ya no se puede cambiar: se usó 3 veces.")).toBeVisible();
});
