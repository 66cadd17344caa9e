import "server-only";
import { createHmac } from "node:crypto";

import type { Logger } from "@/server/platform/logger";

import type { Book, Delivery } from "./book";
import type { EventObject } from "./stripe-words";

/** `t=…,v1=…`: HMAC-SHA256 over `<t>.<body>`, the way Stripe signs. */
export function signatureHeader(body: string, secret: string, atS: number): string {
  const mac = createHmac("sha256", secret).update(`${atS}.${body}`).digest("hex");
  return `t=${atS},v1=${mac}`;
}

const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 60;
const MAX_TRIES = 200;
const DEADLINE_MS = 5_000;

type DeliveryParts = { book: Book; secret: string; nowS(): number; target(): string | undefined; log: Logger };

export type Deliveries = {
  add(event: EventObject): void;
  /** Tries everything that is due; answers when each has been tried once. */
  round(): Promise<void>;
};

async function post(event: EventObject, url: string, signature: string): Promise<boolean> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": signature },
    body: JSON.stringify(event),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  await answer.arrayBuffer();
  return answer.ok;
}

/** Brings events to our webhook: at once, and again with growing pauses until it answers 2xx; survives a restart. */
export function createDeliveries({ book, secret, nowS, target, log }: DeliveryParts): Deliveries {
  const underWay = new Set<string>();

  async function bring(event: EventObject, url: string): Promise<boolean> {
    underWay.add(event.id);
    try {
      return await post(event, url, signatureHeader(JSON.stringify(event), secret, nowS()));
    } catch {
      return false;
    } finally {
      underWay.delete(event.id);
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const url = target();
    const event = book.get("events", delivery.id);
    if (!event || delivery.tries >= MAX_TRIES) return book.remove("deliveries", delivery.id);
    if (!url || underWay.has(delivery.id)) return;
    if (await bring(event, url)) return book.remove("deliveries", delivery.id);
    const tries = delivery.tries + 1;
    const pause = Math.min(FIRST_PAUSE_S * 2 ** delivery.tries, LONGEST_PAUSE_S);
    book.put("deliveries", { ...delivery, tries, nextAt: nowS() + pause });
    log.warn({ eventType: event.type, tries }, "embedded stripe could not deliver an event");
  }

  return {
    add(event) {
      const delivery = { id: event.id, tries: 0, nextAt: nowS() };
      book.put("deliveries", delivery);
      setImmediate(() => void attempt(delivery));
    },
    async round() {
      const due = book.all("deliveries").filter((delivery) => delivery.nextAt <= nowS());
      await Promise.all(due.toReversed().map(attempt));
    },
  };
}
