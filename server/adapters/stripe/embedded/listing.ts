import "server-only";
import type { z } from "zod";

import type { Book, Kind } from "./book";
import type { Desk } from "./desk";
import type { listOf } from "./parameters";
import { invalid, missing } from "./stripe-fault";

type Listed = { id: string; created: number };
type Slice = z.output<ReturnType<typeof listOf<Record<never, never>>>>;

/** One page, from the newest to the oldest. */
export function pageOf<T extends Listed>(records: readonly T[], slice: Slice, url: string) {
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = slice.created;
  const within = records.filter(({ created }) => created > gt && created >= gte && created < lt && created <= lte);
  const from = slice.starting_after ? within.findIndex((record) => record.id === slice.starting_after) + 1 : 0;
  if (slice.starting_after && from === 0)
    throw invalid(`No such object: '${slice.starting_after}'`, "resource_missing", "starting_after");
  const data = within.slice(from, from + slice.limit);
  return { object: "list" as const, data, has_more: within.length > from + data.length, url };
}

/** What Stripe calls each kind when it has none of that id. */
const words = {
  sessions: "checkout.session",
  intents: "payment_intent",
  charges: "charge",
  refunds: "refund",
  disputes: "dispute",
  lines: "balance transaction",
  customers: "customer",
  events: "event",
} as const satisfies Partial<Record<Kind, string>>;

/** The object of the address, or Stripe's 404. */
export function find<K extends keyof typeof words>(
  desk: Desk,
  kind: K,
  id: string,
): NonNullable<ReturnType<typeof got<K>>> {
  const found = got(desk.book, kind, id);
  if (!found) throw missing(words[kind], id);
  return found;
}

const got = <K extends keyof typeof words>(book: Book, kind: K, id: string) => book.get(kind, id);
