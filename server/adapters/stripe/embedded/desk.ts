import "server-only";
import { randomBytes } from "node:crypto";

import type { Book } from "./book";
import { API_VERSION, type EventObject, type EventSubject, type SessionObject } from "./stripe-words";

/** What every operation of the embedded Stripe works with. */
export type Desk = {
  readonly book: Book;
  /** Seconds since 1970, Stripe's unit of time. */
  nowS(): number;
  newId(prefix: string): string;
  /** Where the hosted pages are reachable for the customer's browser. */
  publicUrl(): string;
  /** Records an event and sends it on its way. */
  emit(type: string, object: EventSubject): void;
};

type DeskParts = { book: Book; now: () => Date; publicUrl: () => string; onEvent: (event: EventObject) => void };

export function createDesk({ book, now, publicUrl, onEvent }: DeskParts): Desk {
  const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString("hex")}`;
  const nowS = (): number => Math.floor(now().getTime() / 1000);
  return {
    book,
    nowS,
    newId,
    publicUrl,
    emit(type, object) {
      const event: EventObject = {
        id: newId("evt"),
        object: "event",
        api_version: API_VERSION,
        created: nowS(),
        data: { object: object.object === "checkout.session" ? sessionOnWire(object) : object },
        livemode: false,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type,
      };
      book.put("events", event);
      onEvent(event);
    },
  };
}

/** What only we need to know of a session stays off the wire. */
export function sessionOnWire(session: SessionObject): SessionObject {
  const { payment_intent_data: _intent, product_name: _name, ...wire } = session;
  return wire as SessionObject;
}
