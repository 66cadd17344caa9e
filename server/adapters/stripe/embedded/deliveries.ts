import "server-only";
import type { Logger } from "@/server/platform/logger";

import type { Book, Delivery } from "./book";
import { forge, type Letter } from "./forgeries";
import { mischievously, type Mischief, plainly, type Plan } from "./mischief";
import { signatureHeader } from "./signature";
import type { EventObject } from "./stripe-words";

const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 60;
const MAX_TRIES = 200;
const DEADLINE_MS = 5_000;
/** How many letters are on their way at the same moment. */
const AT_ONCE = 16;
/** Stripe signs with the old secret too for a day after a new one was made. */
const OVERLAP_S = 86_400;

type DeliveryParts = { book: Book; secret: string; nowS(): number; target(): string | undefined; log: Logger };

/** How many letters of each kind were answered with 2xx, and how many were not. */
export type Tally = { taken: number; refused: number; forgedTaken: number; forgedRefused: number };

export type Deliveries = {
  add(event: EventObject): void;
  /** Tries everything that is due; answers when each has been tried once. */
  round(): Promise<void>;
  /** A new secret; the old one stays valid beside it for a day. */
  rotateSecret(secret: string): void;
  /** From now on deliveries go wrong this way; undefined: as they should. */
  misbehave(mischief: Mischief | undefined): void;
  tally(): Readonly<Tally>;
};

async function post(letter: Letter, url: string): Promise<boolean> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": letter.signature },
    body: typeof letter.body === "string" ? letter.body : new Uint8Array(letter.body),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  await answer.arrayBuffer();
  return answer.ok;
}

/** Brings events to our webhook: at once, and again with growing pauses until it answers 2xx; survives a restart. */
export function createDeliveries({ book, secret, nowS, target, log }: DeliveryParts): Deliveries {
  const underWay = new Set<string>();
  const tally: Tally = { taken: 0, refused: 0, forgedTaken: 0, forgedRefused: 0 };
  let plan: Plan = plainly;
  let current = secret;
  let former: { secret: string; until: number } | undefined;

  function letterOf(event: EventObject, { forgery }: Delivery): Letter {
    const body = JSON.stringify(event);
    const atS = nowS();
    if (forgery) return forge(forgery.kind, { body, secret: current, atS }, forgery.seed);
    const old = former && former.until > atS ? [former.secret] : [];
    return { body, signature: signatureHeader(body, [current, ...old], atS) };
  }

  async function isTaken(event: EventObject, delivery: Delivery, url: string): Promise<boolean> {
    underWay.add(delivery.id);
    try {
      return await post(letterOf(event, delivery), url);
    } catch {
      return false;
    } finally {
      underWay.delete(delivery.id);
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const url = target();
    const event = book.get("events", delivery.eventId ?? delivery.id);
    if (!event || delivery.tries >= MAX_TRIES) return book.remove("deliveries", delivery.id);
    if (!url || underWay.has(delivery.id)) return;
    const wasTaken = await isTaken(event, delivery, url);
    if (delivery.forgery) {
      tally[wasTaken ? "forgedTaken" : "forgedRefused"] += 1;
      return book.remove("deliveries", delivery.id);
    }
    tally[wasTaken ? "taken" : "refused"] += 1;
    if (wasTaken) return book.remove("deliveries", delivery.id);
    const tries = delivery.tries + 1;
    const pause = Math.min(FIRST_PAUSE_S * 2 ** delivery.tries, LONGEST_PAUSE_S);
    book.put("deliveries", { ...delivery, tries, nextAt: nowS() + pause });
    log.warn({ eventType: event.type, tries }, "embedded stripe could not deliver an event");
  }

  return {
    add(event) {
      for (const delivery of plan(event, nowS())) {
        book.put("deliveries", delivery);
        if (delivery.nextAt <= nowS()) setImmediate(() => void attempt(delivery));
      }
    },
    async round() {
      const due = book.all("deliveries").filter((delivery) => delivery.nextAt <= nowS());
      const waiting = due.toSorted((a, b) => b.nextAt - a.nextAt);
      const walk = async (): Promise<void> => {
        for (let next = waiting.pop(); next; next = waiting.pop()) await attempt(next);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, walk));
    },
    rotateSecret(fresh) {
      former = { secret: current, until: nowS() + OVERLAP_S };
      current = fresh;
    },
    misbehave: (mischief) => void (plan = mischief ? mischievously(mischief) : plainly),
    tally: () => ({ ...tally }),
  };
}
