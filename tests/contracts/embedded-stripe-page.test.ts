import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { asId } from "@/server/kernel/id";

import { checkoutAsk, makeStripe, outside } from "../support/stripe";

const { embedded, gateway } = makeStripe();
const server = createServer((req, res) => void embedded.hostedPage(req, res));
let origin = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await embedded.stop();
});

const opened = async (more: Parameters<typeof checkoutAsk>[0] = {}): Promise<string> => {
  const checkout = await gateway.createCheckout(checkoutAsk(more));
  return (checkout.ok && checkout.value.sessionId) || expect.fail("a checkout opens");
};
const look = async (id: string, headers: Record<string, string> = {}): Promise<string> =>
  (await fetch(`${origin}/demo/checkout/${id}`, { headers })).text();
const press = async (id: string, action: string) => {
  const body = new URLSearchParams({ action });
  const answer = await fetch(`${origin}/demo/checkout/${id}`, { method: "POST", body, redirect: "manual" });
  return { location: answer.headers.get("location"), text: await answer.text() };
};
const here = (id: string): string => `/demo/checkout/${id}`;
const intentOf = (id: string) => embedded.desk.book.get("sessions", id)?.payment_intent ?? expect.fail("no intent");

describe("the payment page", () => {
  test("speaks the language chosen in the product, else the browser's, else Spanish", async () => {
    const id = await opened();
    expect(await look(id)).toContain('lang="es-MX"');
    expect(await look(id, { "accept-language": "en-US,en;q=0.9" })).toContain("Pay with a test card");
    const chosen = { "accept-language": "en", cookie: "a=b; jsm.locale=es-MX" };
    expect(await look(id, chosen)).toContain("Pagar con tarjeta de prueba");
    expect(await look(id, { cookie: "jsm.locale=en" })).toContain('lang="en"');
  });

  test("asks the bank where the card wants it: a yes goes back to the shop", async () => {
    const id = await opened();
    const asked = await press(id, "card-asks");
    const bank = intentOf(id);
    expect(asked.location).toBe(here(bank));
    expect(await look(bank)).toContain("Autorizar el pago");
    expect((await press(bank, "authorise")).location).toContain("/volver?sesion=cs_test_");
    expect(await gateway.retrieve({ sessionId: id })).toMatchObject({ value: { state: "PAID" } });
  });

  test("stays open for another card after a no to the bank", async () => {
    const id = await opened();
    await press(id, "card-asks");
    expect((await press(intentOf(id), "refuse")).location).toBe(here(id));
    expect((await press(id, "pay")).location).toContain("/volver?");
  });

  test("lets an OXXO voucher be paid, or expire", async () => {
    const [paid, lapsed] = [await opened({ method: "OXXO" }), await opened({ method: "OXXO" })];
    for (const id of [paid, lapsed]) await press(id, "voucher");
    await press(paid, "settle");
    expect(await look(paid)).toContain("Recibimos tu pago");
    await press(lapsed, "lapse");
    expect(await look(lapsed)).toContain("La ficha venció sin pago");
    expect(await gateway.retrieve({ sessionId: lapsed })).toMatchObject({ value: { state: "FAILED" } });
  });

  test("takes a SPEI transfer in parts, and says what is missing", async () => {
    const made = await gateway.createCustomer(asId("user", uuidv7()));
    const id = await opened({ method: "SPEI", customerId: made.ok ? made.value : undefined });
    await press(id, "voucher");
    expect(await look(id)).not.toContain("Recibido");
    await press(id, "half");
    expect(await look(id)).toMatch(/Recibido<\/dt><dd>\$250\.00.*Falta<\/dt><dd>\$250\.00/s);
    await press(id, "half");
    expect(await look(id)).toMatch(/Falta<\/dt><dd>\$125\.00/);
    expect(await gateway.retrieve({ sessionId: id })).toMatchObject({ value: { state: "AWAITED" } });
    expect((await press(id, "settle")).location).toContain("/volver?");
    expect(await gateway.retrieve({ sessionId: id })).toMatchObject({ value: { state: "PAID", amount: 50_000 } });
  });

  test.each([
    ["dispute-won", "WON", "devolvió el dinero a la gasolinera"],
    ["dispute-lost", "LOST", "El dinero se quedó con el comprador"],
  ])("lets the bank take a paid charge back, and decide: %s", async (action, state, text) => {
    const id = await opened();
    await press(id, "pay");
    await press(id, "dispute");
    expect(await look(id)).toContain("está decidiendo");
    const dispute = embedded.desk.book.all("disputes")[0]?.id ?? "";
    await press(id, action);
    expect(await gateway.dispute(dispute)).toMatchObject({ value: { state } });
    expect(await look(id)).toContain(text);
    // Pressing an old page again changes nothing.
    await press(id, "dispute-won");
    await press(id, "dispute");
    expect(await gateway.dispute(dispute)).toMatchObject({ value: { state } });
  });

  test("does nothing for words it does not know, nor on a page that is over", async () => {
    const id = await opened();
    for (const action of ["", "toString", "constructor", "settle", "half", "lapse", "dispute", "dispute-won"]) {
      await press(id, action);
      expect(await gateway.retrieve({ sessionId: id })).toMatchObject({ value: { state: "OPEN" } });
    }
    await gateway.expire({ sessionId: id });
    for (const action of ["pay", "card-asks", "voucher"]) await press(id, action);
    expect(await gateway.retrieve({ sessionId: id })).toMatchObject({ value: { state: "EXPIRED" } });
    expect(outside(embedded).pays(id)).toBe("declined");
  });
});
