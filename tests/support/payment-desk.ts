import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { EmbeddedStripeOptions } from "@/server/adapters/stripe/embedded/embedded-stripe";
import { webhookVerifier } from "@/server/adapters/stripe/webhook-verifier";
import type { Container, Services } from "@/server/container";
import { createDoor } from "@/server/gateway/door";
import type { WebhookVerifier } from "@/server/payments/ports/gateway";
import { handleStripeWebhook } from "@/server/payments/webhook";
import type { GuardSettings } from "@/server/platform/resilience";

import { makeStripe, standingClock, WEBHOOK_SECRET } from "./stripe";

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

type DeskOptions = {
  readonly settings?: Partial<GuardSettings>;
  readonly interfere?: EmbeddedStripeOptions["interfere"];
};

/**
 * A payment service of the test's own with a clock that is moved by hand, our webhook in front of the container, and
 * contexts that use both.
 */
export async function openPaymentDesk(container: Container, { settings, interfere }: DeskOptions = {}) {
  const clock = standingClock();
  const stripe = makeStripe({ now: clock.now, ...(interfere && { interfere }) }, settings);
  const secrets = { valid: [WEBHOOK_SECRET] };
  const webhooks: WebhookVerifier = {
    read: (body, signature) => webhookVerifier(secrets.valid, clock.now).read(body, signature),
  };
  const at = <C extends { services: Services }>(ctx: C): C => ({
    ...ctx,
    services: { ...ctx.services, payments: stripe.gateway, webhooks },
  });
  const underWay = new Set<Promise<void>>();

  async function take(body: Buffer, signature: string): Promise<{ isTaken: boolean; isNew: boolean }> {
    const received = await handleStripeWebhook(at(container.systemContext("stripe-webhook")), body, signature);
    if (!received.ok) return { isTaken: false, isNew: false };
    const { processing, isNew } = received.value;
    underWay.add(processing);
    void processing.finally(() => underWay.delete(processing));
    return { isTaken: true, isNew };
  }

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { isTaken } = await take(await bodyOf(req), String(req.headers["stripe-signature"] ?? ""));
    res.statusCode = isTaken ? 200 : 400;
    res.end();
  }

  const server = createServer((req, res) => void serve(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const settled = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  return {
    ...stripe,
    clock,
    secrets,
    at,
    take,
    /** Until what the letters set in motion has come to its end. */
    settled,
    /** From now on events are brought to our webhook; the clock alone says when. */
    open: () => stripe.embedded.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`),
    /** Time passes: what is due happens and arrives. */
    async passes(ms: number): Promise<void> {
      clock.advance(ms);
      await stripe.embedded.tick();
      await settled();
    },
    async close(): Promise<void> {
      await settled();
      await stripe.embedded.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type PaymentDesk = Awaited<ReturnType<typeof openPaymentDesk>>;

/** The real gateway, without pages, whose calls go to the desk's payment service. */
export async function openDoorTo(desk: PaymentDesk, container: Container) {
  const door = createDoor({
    container: {
      ...container,
      contextFor: (caller) => desk.at(container.contextFor(caller)),
      systemContext: (name) => desk.at(container.systemContext(name)),
    },
    isDev: false,
    inngest: undefined,
    next: async (_req, res) => void res.writeHead(404).end(),
  });
  const server = createServer((req, res) => void door(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Desks that a file opens one after the other, and closes together after each test. */
export function ownDesks() {
  const desks: PaymentDesk[] = [];
  return {
    async deskFor(...wanted: Parameters<typeof openPaymentDesk>): Promise<PaymentDesk> {
      const desk = await openPaymentDesk(...wanted);
      desks.push(desk);
      return desk;
    },
    async closeAll(): Promise<void> {
      for (const desk of desks.splice(0)) await desk.close();
    },
  };
}
