import "server-only";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { Logger } from "@/server/platform/logger";

import { createApiServer, type Interference } from "./api-server";
import { openBook } from "./book";
import { sweep } from "./clockwork";
import { createDeliveries, type Deliveries } from "./deliveries";
import { createDesk, type Desk } from "./desk";
import { createFaultScript, type FaultScript } from "./fault-script";
import { serveHostedPage } from "./hosted-page";

export type EmbeddedStripeOptions = {
  /** Where the journal lives; undefined keeps nothing. */
  folder: string | undefined;
  secretKey: string;
  webhookSecret: string;
  publicUrl: string;
  now: () => Date;
  log: Logger;
  interfere?: Interference;
};

export type EmbeddedStripe = {
  /** Starts listening on a free loopback port on first use; answers the port. */
  port(): Promise<number>;
  /** Tells where events go (`http://127.0.0.1:PORT/api/webhooks/stripe`) and begins to bring them there. */
  deliverTo(webhookUrl: string): void;
  /** `/demo/checkout/:id`, GET and POST. */
  hostedPage(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Lets time pass: sessions and vouchers end, due events are sent. */
  tick(): Promise<void>;
  readonly desk: Desk;
  /** What goes wrong with the next calls. Nothing in the demonstration reaches it. */
  readonly faults: FaultScript;
  /** How its letters fare, and how they may fare worse. */
  readonly post: Pick<Deliveries, "rotateSecret" | "misbehave" | "tally">;
  stop(): Promise<void>;
};

const TICK_MS = 1_000;

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      server.unref();
      resolve((server.address() as AddressInfo).port);
    });
  });

/**
 * Stripe, as far as the product uses it, for the demonstration and the tests: its HTTP API for the official SDK, signed
 * events, and the page where the customer pays. State is in memory and in a journal in the data folder.
 */
export function createEmbeddedStripe(options: EmbeddedStripeOptions): EmbeddedStripe {
  const { log, now } = options;
  const nowS = (): number => Math.floor(now().getTime() / 1000);
  const book = openBook(options.folder, nowS());
  let webhookUrl: string | undefined;
  const deliveries = createDeliveries({ book, secret: options.webhookSecret, nowS, target: () => webhookUrl, log });
  const desk = createDesk({ book, now, publicUrl: () => options.publicUrl, onEvent: deliveries.add });
  const faults = createFaultScript();
  const server = createApiServer({ desk, secretKey: options.secretKey, log, faults, interfere: options.interfere });
  let listening: Promise<number> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function tick(): Promise<void> {
    sweep(desk);
    await deliveries.round();
  }

  return {
    desk,
    faults,
    post: deliveries,
    port: () => (listening ??= listen(server)),
    deliverTo(url) {
      webhookUrl = url;
      timer ??= setInterval(() => void tick(), TICK_MS).unref();
    },
    hostedPage: (req, res) => serveHostedPage(desk, req, res),
    tick,
    async stop() {
      clearInterval(timer);
      webhookUrl = undefined;
      if (listening) {
        await listening;
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      book.close();
    },
  };
}
