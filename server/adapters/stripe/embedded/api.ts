import "server-only";
import { cashBalance, customerOnWire } from "./cash-balance";
import { createSession, expireSession, shown } from "./checkout-sessions";
import { type Desk, sessionOnWire } from "./desk";
import { closeDispute, updateDispute } from "./disputes";
import type { Form } from "./form";
import { find, pageOf } from "./listing";
import {
  cashFunding,
  customerCreate,
  disputeUpdate,
  eventList,
  intentCancel,
  intentConfirm,
  intentCreate,
  intentList,
  lineList,
  onlyExpand,
  paymentList,
  plainList,
  readParameters,
  refundCreate,
  refuseRemoved,
  sessionCreate,
} from "./parameters";
import { cancelIntent, confirmIntent, createIntent } from "./payment-intents";
import { createRefund } from "./refunds";
import { malformed } from "./stripe-fault";
import type { BalanceLineObject, CustomerObject, SessionObject } from "./stripe-words";
import { fundCustomer } from "./vouchers";

export type ApiCall = { readonly method: string; readonly path: string; readonly form: Form };

type Handler = (desk: Desk, form: Form, id: string) => unknown;

function session(desk: Desk, id: string): SessionObject {
  const found = find(desk, "sessions", id);
  return found.status === "open" && found.expires_at <= desk.nowS() ? expireSession(desk, found) : found;
}

const sessions: Readonly<Record<string, Handler>> = {
  "POST /v1/checkout/sessions": (desk, form) => {
    const ask = readParameters(sessionCreate, form);
    return shown(desk, createSession(desk, ask), ask.expand);
  },
  "GET /v1/checkout/sessions": (desk, form) => {
    const ask = readParameters(paymentList, form);
    const all = desk.book.all("sessions").filter((s) => !ask.payment_intent || s.payment_intent === ask.payment_intent);
    return pageOf(all.map(sessionOnWire), ask, "/v1/checkout/sessions");
  },
  "GET /v1/checkout/sessions/:id": (desk, form, id) =>
    shown(desk, session(desk, id), readParameters(onlyExpand, form).expand),
  "POST /v1/checkout/sessions/:id/expire": (desk, form, id) => {
    const { expand } = readParameters(onlyExpand, form);
    return shown(desk, expireSession(desk, session(desk, id)), expand);
  },
};

const payments: Readonly<Record<string, Handler>> = {
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
    return find(desk, "intents", id);
  },
  "POST /v1/payment_intents/:id/confirm": (desk, form, id) => {
    refuseRemoved(form);
    const ask = readParameters(intentConfirm, form);
    return confirmIntent(desk, find(desk, "intents", id), ask);
  },
  "POST /v1/payment_intents/:id/cancel": (desk, form, id) => {
    const ask = readParameters(intentCancel, form);
    return cancelIntent(desk, find(desk, "intents", id), ask.cancellation_reason);
  },
  "GET /v1/charges": (desk, form) => {
    const ask = readParameters(paymentList, form);
    const all = desk.book.all("charges").filter((c) => !ask.payment_intent || c.payment_intent === ask.payment_intent);
    return pageOf(all, ask, "/v1/charges");
  },
  "GET /v1/charges/:id": (desk, _form, id) => find(desk, "charges", id),
};

const moneyBack: Readonly<Record<string, Handler>> = {
  "POST /v1/refunds": (desk, form) => createRefund(desk, readParameters(refundCreate, form)),
  "GET /v1/refunds": (desk, form) => {
    const ask = readParameters(paymentList, form);
    const all = desk.book.all("refunds").filter((r) => !ask.payment_intent || r.payment_intent === ask.payment_intent);
    return pageOf(all, ask, "/v1/refunds");
  },
  "GET /v1/refunds/:id": (desk, _form, id) => find(desk, "refunds", id),
  "GET /v1/disputes": (desk, form) => {
    const ask = readParameters(paymentList, form);
    const all = desk.book.all("disputes").filter((d) => !ask.payment_intent || d.payment_intent === ask.payment_intent);
    return pageOf(all, ask, "/v1/disputes");
  },
  "GET /v1/disputes/:id": (desk, _form, id) => find(desk, "disputes", id),
  "POST /v1/disputes/:id": (desk, form, id) => {
    const ask = readParameters(disputeUpdate, form);
    return updateDispute(desk, find(desk, "disputes", id), ask);
  },
  "POST /v1/disputes/:id/close": (desk, form, id) => {
    readParameters(onlyExpand, form);
    return closeDispute(desk, find(desk, "disputes", id), "lost");
  },
};

/** A line with what it is about, where `expand` asks for it. */
function withSource(desk: Desk, line: BalanceLineObject, isAsked: boolean): unknown {
  if (!isAsked) return line;
  const { book } = desk;
  const source =
    book.get("charges", line.source) ?? book.get("refunds", line.source) ?? book.get("disputes", line.source);
  return { ...line, source: source ?? line.source };
}

const books: Readonly<Record<string, Handler>> = {
  "GET /v1/balance_transactions": (desk, form) => {
    const ask = readParameters(lineList, form);
    const all = desk.book
      .all("lines")
      .filter((line) => (!ask.source || line.source === ask.source) && (!ask.type || line.type === ask.type));
    const page = pageOf(all, ask, "/v1/balance_transactions");
    return { ...page, data: page.data.map((line) => withSource(desk, line, ask.expand.includes("data.source"))) };
  },
  "GET /v1/balance_transactions/:id": (desk, form, id) =>
    withSource(desk, find(desk, "lines", id), readParameters(onlyExpand, form).expand.includes("source")),
  "GET /v1/events": (desk, form) => {
    const ask = readParameters(eventList, form);
    const isAsked = (type: string) => (!ask.type || type === ask.type) && (!ask.types || ask.types.includes(type));
    return pageOf(
      desk.book.all("events").filter((event) => isAsked(event.type)),
      ask,
      "/v1/events",
    );
  },
  "GET /v1/events/:id": (desk, _form, id) => find(desk, "events", id),
};

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

const customers: Readonly<Record<string, Handler>> = {
  "POST /v1/customers": createCustomer,
  "GET /v1/customers": (desk, form) =>
    pageOf(desk.book.all("customers").map(customerOnWire), readParameters(plainList, form), "/v1/customers"),
  "GET /v1/customers/:id": (desk, _form, id) => customerOnWire(find(desk, "customers", id)),
  "GET /v1/customers/:id/cash_balance": (desk, _form, id) => cashBalance(find(desk, "customers", id)),
  "POST /v1/test_helpers/customers/:id/fund_cash_balance": (desk, form, id) => {
    const { amount, reference } = readParameters(cashFunding, form);
    fundCustomer(desk, { customer: find(desk, "customers", id).id, amount, reference });
    return cashBalance(find(desk, "customers", id));
  },
};

const handlers: Readonly<Record<string, Handler>> = { ...sessions, ...payments, ...moneyBack, ...books, ...customers };

const ID = /^(?:cs_test|pi|ch|py|re|dp|txn|cus|evt)_[A-Za-z0-9_]+$/;

/** Runs one call; answers Stripe's object or throws `StripeFault`. */
export function callApi(desk: Desk, call: ApiCall): unknown {
  const parts = call.path.split("/");
  const at = parts.findIndex((part) => ID.test(part));
  const id = at === -1 ? "" : (parts[at] ?? "");
  const template = parts.map((part, i) => (i === at ? ":id" : part)).join("/");
  const handler = handlers[`${call.method} ${template}`];
  if (!handler) throw malformed(`Unrecognized request URL (${call.method}: ${call.path}).`);
  return handler(desk, call.form, id);
}
