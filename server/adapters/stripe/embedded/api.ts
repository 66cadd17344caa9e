import "server-only";
import { z } from "zod";

import type { Kind } from "./book";
import { createSession, expireSession, shown } from "./checkout-sessions";
import { type Desk, sessionOnWire } from "./desk";
import type { Form } from "./form";
import {
  customerCreate,
  intentCancel,
  intentConfirm,
  intentCreate,
  listOf,
  onlyExpand,
  readParameters,
  refundCreate,
  refuseRemoved,
  sessionCreate,
} from "./parameters";
import { cancelIntent, confirmIntent, createIntent } from "./payment-intents";
import { createRefund } from "./refunds";
import { invalid, missing } from "./stripe-fault";
import type { CustomerObject, IntentObject, SessionObject } from "./stripe-words";

export type ApiCall = { readonly method: string; readonly path: string; readonly form: Form };

type Handler = (desk: Desk, form: Form, id: string) => unknown;

type Listed = { id: string; created: number };
type Slice = {
  limit: number;
  starting_after?: string | undefined;
  created: { gte?: number | undefined; lte?: number | undefined };
};

function pageOf(records: readonly Listed[], slice: Slice, url: string): Record<string, unknown> {
  const within = records.filter(
    (record) => record.created >= (slice.created.gte ?? 0) && record.created <= (slice.created.lte ?? Infinity),
  );
  const from = slice.starting_after ? within.findIndex((record) => record.id === slice.starting_after) + 1 : 0;
  if (slice.starting_after && from === 0)
    throw invalid(`No such object: '${slice.starting_after}'`, "resource_missing", "starting_after");
  const data = within.slice(from, from + slice.limit);
  return { object: "list", data, has_more: within.length > from + data.length, url };
}

/** What Stripe calls each kind when it has none of that id. */
const words = {
  sessions: "checkout.session",
  intents: "payment_intent",
  refunds: "refund",
  customers: "customer",
  events: "event",
} as const;

function find<K extends Kind & keyof typeof words>(desk: Desk, kind: K, id: string) {
  const found = desk.book.get(kind, id);
  if (!found) throw missing(words[kind], id);
  return found;
}

const intent = (desk: Desk, id: string): IntentObject => find(desk, "intents", id);

function session(desk: Desk, id: string): SessionObject {
  const found = find(desk, "sessions", id);
  return found.status === "open" && found.expires_at <= desk.nowS() ? expireSession(desk, found) : found;
}

function createCustomer(desk: Desk, form: Form): CustomerObject {
  const ask = readParameters(customerCreate, form);
  const customer: CustomerObject = {
    id: desk.newId("cus"),
    object: "customer",
    created: desk.nowS(),
    email: ask.email ?? null,
    livemode: false,
    metadata: ask.metadata,
    name: ask.name ?? null,
  };
  desk.book.put("customers", customer);
  return customer;
}

const sessionList = listOf({ payment_intent: z.string().optional() });
const intentList = listOf({ customer: z.string().optional() });
const eventList = listOf({ type: z.string().optional() });
const refundList = listOf({ payment_intent: z.string().optional() });

const handlers: Readonly<Record<string, Handler>> = {
  "POST /v1/checkout/sessions": (desk, form) => {
    const ask = readParameters(sessionCreate, form);
    return shown(desk, createSession(desk, ask), ask.expand);
  },
  "GET /v1/checkout/sessions": (desk, form) => {
    const ask = readParameters(sessionList, form);
    const all = desk.book.all("sessions").filter((s) => !ask.payment_intent || s.payment_intent === ask.payment_intent);
    return pageOf(all.map(sessionOnWire), ask, "/v1/checkout/sessions");
  },
  "GET /v1/checkout/sessions/:id": (desk, form, id) =>
    shown(desk, session(desk, id), readParameters(onlyExpand, form).expand),
  "POST /v1/checkout/sessions/:id/expire": (desk, form, id) => {
    const { expand } = readParameters(onlyExpand, form);
    return shown(desk, expireSession(desk, session(desk, id)), expand);
  },
  "POST /v1/payment_intents": (desk, form) => {
    refuseRemoved(form);
    return createIntent(desk, readParameters(intentCreate, form));
  },
  "GET /v1/payment_intents": (desk, form) => {
    const ask = readParameters(intentList, form);
    const all = desk.book.all("intents").filter((i) => !ask.customer || i.customer === ask.customer);
    return pageOf(all, ask, "/v1/payment_intents");
  },
  "GET /v1/payment_intents/:id": (desk, form, id) => {
    readParameters(onlyExpand, form);
    return intent(desk, id);
  },
  "POST /v1/payment_intents/:id/confirm": (desk, form, id) => {
    refuseRemoved(form);
    const ask = readParameters(intentConfirm, form);
    return confirmIntent(desk, intent(desk, id), ask);
  },
  "POST /v1/payment_intents/:id/cancel": (desk, form, id) =>
    cancelIntent(desk, intent(desk, id), readParameters(intentCancel, form).cancellation_reason),
  "POST /v1/refunds": (desk, form) => createRefund(desk, readParameters(refundCreate, form)),
  "GET /v1/refunds": (desk, form) => {
    const ask = readParameters(refundList, form);
    const all = desk.book.all("refunds").filter((r) => !ask.payment_intent || r.payment_intent === ask.payment_intent);
    return pageOf(all, ask, "/v1/refunds");
  },
  "GET /v1/refunds/:id": (desk, _form, id) => find(desk, "refunds", id),
  "POST /v1/customers": createCustomer,
  "GET /v1/customers/:id": (desk, _form, id) => find(desk, "customers", id),
  "GET /v1/events": (desk, form) => {
    const ask = readParameters(eventList, form);
    return pageOf(
      desk.book.all("events").filter((e) => !ask.type || e.type === ask.type),
      ask,
      "/v1/events",
    );
  },
  "GET /v1/events/:id": (desk, _form, id) => find(desk, "events", id),
};

const ID = /^(?:cs_test|pi|re|cus|evt)_[A-Za-z0-9_]+$/;

/** Runs one call; answers Stripe's object or throws `StripeFault`. */
export function callApi(desk: Desk, call: ApiCall): unknown {
  const parts = call.path.split("/");
  const at = parts.findIndex((part) => ID.test(part));
  const id = at === -1 ? "" : (parts[at] ?? "");
  const template = parts.map((part, i) => (i === at ? ":id" : part)).join("/");
  const handler = handlers[`${call.method} ${template}`];
  if (!handler) throw invalid(`Unrecognized request URL (${call.method}: ${call.path}).`);
  return handler(desk, call.form, id);
}
