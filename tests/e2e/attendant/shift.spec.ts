import type { Page } from "@playwright/test";

import { bought, openShiftSheet, type Redeemed, stationOf, typeDigits, untilReady, scanByHand } from "../support/desk";
import { expectLargeTargets, expectLegible } from "../support/looks";
import { expect, test } from "../support/people";
import { DEMO_PASSWORD, newOperation, type Rest, signInAs } from "../support/rest";

const PIN = "907142";
const LEAST_PX = 72;
const MINUTE_MS = 60_000;
const MOST_TABS = 30;

// In order: what the first one dispensed is a minute old when the last one undoes it, and that one needs the PIN.
test.describe.configure({ mode: "serial" });

let first: { reference: string; at: number };

/** Dispensed by this attendant from a coupon of its own, without a page. */
async function dispensed(attendant: Rest, customer: Rest): Promise<Redeemed> {
  const { qrCode } = await bought(customer, { amount: "200.00" });
  const asked = { qrCode, stationId: await stationOf(attendant), pumpNumber: 2, amount: "80.00" };
  const sold = await attendant.post<Redeemed>("/redemptions", asked, newOperation());
  expect(sold.status, sold.text).toBe(200);
  return sold.body;
}

/** With the Tab key alone, as far as the button or link with this name, and pressed. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const wanted = page.getByRole("button", { name }).or(page.getByRole("link", { name })).first();
  await expect(wanted).toBeVisible();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not reach ${String(name)}`);
}

test("a whole shift without touching the screen", async ({ open, request }) => {
  const customer = await signInAs(request, "cliente2@demo.jsm");
  const attendant = await signInAs(request, "despachador@demo.jsm");
  first = { reference: (await dispensed(attendant, customer)).reference, at: Date.now() };
  const { qrCode } = await bought(customer, { amount: "90.00" });
  const page = await untilReady(await open("despachador@demo.jsm", { next: "/redeem" }));

  await scanByHand(page, qrCode);
  await expect(page.getByText("¿En qué bomba?")).toBeVisible();
  await page.keyboard.type("3");
  await expect(page.getByRole("button", { name: "Continuar" })).toBeVisible();
  await page.keyboard.type("90");
  await page.keyboard.press("Enter");
  await tabTo(page, /^Cobrar \$90.00/);
  await expect(page.getByRole("heading", { name: "Listo", exact: true })).toBeVisible();
  await expectLargeTargets(page, LEAST_PX);
  await expect(page.getByRole("button", { name: /^Siguiente/ })).toBeFocused();
  await page.keyboard.press("Enter");

  await tabTo(page, /Centro Histórico/);
  await expectLargeTargets(page, LEAST_PX);
  await tabTo(page, /Ver resumen y cerrar/);
  await page.waitForURL(/\/shifts\//);
  await expectLegible(page);
  await expectLargeTargets(page, LEAST_PX);
  await tabTo(page, /^Cerrar turno/);
  await tabTo(page, /^Sí, cerrar turno/);
  await expect(page.getByRole("button", { name: "Imprimir" })).toBeVisible();
  await tabTo(page, /^Volver a escanear/);
  await page.waitForURL(/\/redeem/);
  await tabTo(page, /Centro Histórico/);
  await tabTo(page, /^Abrir turno/);
  await expect(page.getByText(/^Turno desde/)).toBeVisible();
});

test("a manager chooses a PIN, and undoes in their own right", async ({ open, request }) => {
  const customer = await signInAs(request, "cliente2@demo.jsm");
  const attendant = await signInAs(request, "despachador@demo.jsm");
  const { reference } = await dispensed(attendant, customer);
  const page = await untilReady(await open("gerente@demo.jsm", { next: "/redeem" }));
  await openShiftSheet(page);
  await page.getByLabel("PIN nuevo, 6 dígitos").fill(PIN);
  await page.getByLabel("Tu contraseña").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Guardar PIN" }).click();
  await expect(page.getByText("PIN guardado")).toBeVisible();

  await page.getByRole("button", { name: `Anular ${reference}` }).click();
  await page.getByRole("button", { name: "No salió combustible" }).click();
  await expect(page.getByRole("heading", { name: "Anulada" })).toBeVisible();
  await expect(page.getByText("El cupón queda con $200.00")).toBeVisible();
});

test("after a minute the one who dispensed needs a manager's PIN", async ({ open, faults }) => {
  const page = await untilReady(await open("despachador@demo.jsm", { next: "/redeem" }));
  await expect.poll(() => Date.now() - first.at, { timeout: MINUTE_MS + 5_000 }).toBeGreaterThan(MINUTE_MS);
  await openShiftSheet(page);
  await page.getByRole("button", { name: `Anular ${first.reference}` }).click();
  await page.getByRole("button", { name: "Bomba equivocada" }).click();
  await expect(page.getByRole("heading", { name: /^PIN de / })).toBeVisible();
  await expectLegible(page);
  await expectLargeTargets(page, LEAST_PX);
  const give = async (pin: string) => {
    await typeDigits(page, pin);
    await page.getByRole("button", { name: "Anular", exact: true }).click();
  };
  await give("555001");
  await expect(page.getByText("Ese PIN no se aceptó", { exact: false })).toBeVisible();
  await give(PIN);
  await expect(page.getByText("El cupón queda con $200.00")).toBeVisible();
  await page.getByRole("button", { name: "Listo", exact: true }).click();
  // A right that is over and a wrong PIN are answered with a status that the console calls an error.
  faults.splice(0, Infinity, ...faults.filter((fault) => !fault.includes("status of 403")));
});
