import "server-only";
import type { Forgery } from "./forgeries";
import { type Change, openJournal } from "./journal";
import type {
  BalanceLineObject,
  ChargeObject,
  CustomerObject,
  DisputeObject,
  EventObject,
  IntentObject,
  RefundObject,
  SessionObject,
} from "./stripe-words";

/** The first answer to an idempotency key. */
export type StoredReply = { id: string; fingerprint: string; status: number; body: string; at: number };

/** An event on its way to our webhook, or what somebody would pass off as one. */
export type Delivery = {
  id: string;
  tries: number;
  nextAt: number;
  /** Where it is not the delivery's own id: one of several of the same event. */
  eventId?: string;
  /** How it was forged, and the seed of the details. */
  forgery?: { kind: Forgery; seed: number };
};

type Records = {
  sessions: SessionObject;
  intents: IntentObject;
  charges: ChargeObject;
  refunds: RefundObject;
  disputes: DisputeObject;
  lines: BalanceLineObject;
  customers: CustomerObject;
  events: EventObject;
  replies: StoredReply;
  deliveries: Delivery;
};

export type Kind = keyof Records;

export type Book = {
  get<K extends Kind>(kind: K, id: string): Records[K] | undefined;
  /** Newest first. */
  all<K extends Kind>(kind: K): Records[K][];
  put<K extends Kind>(kind: K, record: Records[K]): void;
  remove(kind: Kind, id: string): void;
  close(): void;
};

const DAY_S = 86_400;
/** Stripe forgets idempotency keys after a day and events after thirty. */
const KEPT_S = { replies: DAY_S, events: 30 * DAY_S } as const;

const emptyShelves = () => ({
  sessions: new Map<string, SessionObject>(),
  intents: new Map<string, IntentObject>(),
  charges: new Map<string, ChargeObject>(),
  refunds: new Map<string, RefundObject>(),
  disputes: new Map<string, DisputeObject>(),
  lines: new Map<string, BalanceLineObject>(),
  customers: new Map<string, CustomerObject>(),
  events: new Map<string, EventObject>(),
  replies: new Map<string, StoredReply>(),
  deliveries: new Map<string, Delivery>(),
});

type Shelves = { [K in Kind]: Map<string, Records[K]> };

const isKind = (text: string, shelves: Shelves): text is Kind => Object.hasOwn(shelves, text);

// The journal is written by this file only, so a record of a kind has that kind's shape.
const shelfOf = (shelves: Shelves, kind: Kind) => shelves[kind] as Map<string, unknown>;

function replay(shelves: Shelves, changes: readonly Change[]): void {
  for (const { kind, id, value } of changes) {
    if (!isKind(kind, shelves)) continue;
    if (value === undefined) shelfOf(shelves, kind).delete(id);
    else shelfOf(shelves, kind).set(id, value);
  }
}

function forgetOld(shelves: Shelves, nowS: number): void {
  for (const [id, reply] of shelves.replies) if (reply.at < nowS - KEPT_S.replies) shelves.replies.delete(id);
  for (const [id, event] of shelves.events) if (event.created < nowS - KEPT_S.events) shelves.events.delete(id);
}

function* changesOf(shelves: Shelves): Iterable<Change> {
  for (const kind of Object.keys(shelves)) {
    if (!isKind(kind, shelves)) continue;
    for (const [id, value] of shelfOf(shelves, kind)) yield { kind, id, value };
  }
}

/** Everything the embedded Stripe knows: in memory, and in a journal so that a restart keeps it. */
export function openBook(folder: string | undefined, nowS: number): Book {
  const journal = openJournal(folder);
  const shelves: Shelves = emptyShelves();
  replay(shelves, journal.read());
  forgetOld(shelves, nowS);
  journal.compact(changesOf(shelves));
  return {
    get: (kind, id) => shelves[kind].get(id),
    all: (kind) => [...shelves[kind].values()].toReversed(),
    put(kind, record) {
      shelves[kind].set(record.id, record);
      journal.append({ kind, id: record.id, value: record });
    },
    remove(kind, id) {
      shelves[kind].delete(id);
      journal.append({ kind, id });
    },
    close: () => journal.close(),
  };
}
