import { ask, bought, charge, next, stationOf, typeCode, untilReady, scanByHand } from "../support/desk";
import { expectLargeTargets, expectLegible } from "../support/looks";
import { expect, test } from "../support/people";
import { newOperation, signInAs } from "../support/rest";

const LEAST_PX = 72;
type Station = { id: string; acceptsCoupons: boolean };

test("what may not be taken is refused in words, and nothing is charged", async ({ open, request, faults }) => {
  const customer = await signInAs(request, "cliente@demo.jsm");
  const attendant = await signInAs(request, "despachador@demo.jsm");
  const stationId = await stationOf(attendant);
  const around = "/stations/nearby?latitude=19.4326&longitude=-99.1332&radius=20&accepts=true";
  const { stations } = (await customer.get<{ stations: Station[] }>(around)).body;
  const elsewhere = stations.find(({ id }) => id !== stationId)?.id ?? "";
  const page = await untilReady(await open("despachador@demo.jsm", { next: "/redeem" }));
  const isRefused = async (word: string, next: string) => {
    await expect(page.getByRole("heading", { name: word, level: 1 })).toBeVisible();
    await expect(page.getByText(next, { exact: false })).toBeVisible();
  };

  await test.step("a coupon of another station", async () => {
    await typeCode(page, (await bought(customer, { amount: "100.00", stationId: elsewhere })).shortCode);
    await isRefused("Otra estación", "La persona ve en su cupón dónde sí.");
    await expectLegible(page);
    await expectLargeTargets(page, LEAST_PX);
    await next(page);
  });

  await test.step("a coupon whose money went back", async () => {
    const coupon = await bought(customer, { amount: "100.00" });
    expect((await customer.post(`/coupons/${coupon.id}/cancel`, {}, newOperation())).status).toBe(200);
    await typeCode(page, coupon.shortCode);
    await isRefused("No está activo", "Cancelado");
    await next(page);
  });

  await test.step("a short code with a slip of the finger", async () => {
    await typeCode(page, "AAAA AAAA AAA0");
    await expect(page.getByText("Hay un error de dedo o faltan letras.", { exact: false })).toBeVisible();
    await page.getByRole("button", { name: "Volver a la cámara" }).click();
  });

  await test.step("a coupon of another fuel than the till says", async () => {
    const coupon = await bought(customer, { amount: "100.00" });
    const asked = { qrCode: coupon.qrCode, stationId, pumpNumber: 1, amount: "50.00", fuelType: "DIESEL" };
    const answer = await attendant.post<{ code: string }>("/redemptions", asked, newOperation());
    expect(answer.status, answer.text).toBe(409);
    expect(answer.text).toContain("WRONG_FUEL");
  });

  await test.step("a code that was replaced between the look and the charge", async () => {
    const coupon = await bought(customer, { amount: "100.00" });
    await scanByHand(page, coupon.qrCode);
    await expect(page.getByText("¿En qué bomba?")).toBeVisible();
    await expectLegible(page);
    await expectLargeTargets(page, LEAST_PX);
    await ask(page, 1, "50");
    await expectLegible(page);
    await expectLargeTargets(page, LEAST_PX);
    expect((await customer.post(`/coupons/${coupon.id}/regenerate-qr`, {}, newOperation())).status).toBe(200);
    await charge(page);
    await isRefused("Código reemplazado", "muestre el nuevo");
    await next(page);
  });

  await test.step("without a network nothing can be charged, and the strip says so until it is back", async () => {
    await page.context().setOffline(true);
    await expect(page.getByText("Sin conexión", { exact: true })).toBeVisible();
    await expect(page.getByText("Sin conexión no se puede cobrar.", { exact: false })).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.getByText("En línea", { exact: true })).toBeVisible();
  });

  // A refusal is an answer with a status of its own, and the console calls each an error.
  const isExpected = (fault: string) => /status of 40[39]|ERR_INTERNET_DISCONNECTED/.test(fault);
  faults.splice(0, Infinity, ...faults.filter((fault) => !isExpected(fault)));
});
