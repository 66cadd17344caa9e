import "server-only";
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import { issueVoucher, payByCard, settleVoucher } from "./checkout-sessions";
import type { Desk } from "./desk";
import { bankPage, lostPage, sessionPage, successUrl } from "./page";
import { authenticate } from "./payment-intents";
import type { IntentObject, SessionObject } from "./stripe-words";

type Outcome = { redirect: string } | { page: string; status?: number };

const MAX_FORM = 1_024;

async function actionOf(req: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of req as AsyncIterable<Buffer>) {
    text += chunk.toString("utf8");
    if (text.length > MAX_FORM) return "";
  }
  return new URLSearchParams(text).get("action") ?? "";
}

/** Where we are asked to go back to our own pages, the host the browser already uses stays. */
function ownPath(desk: Desk, url: string): string {
  const target = new URL(url);
  return target.origin === new URL(desk.publicUrl()).origin ? `${target.pathname}${target.search}` : url;
}

function withParameters(url: string, parameters: Readonly<Record<string, string>>): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  return target.toString();
}

/** One look at, or press on, the page. */
type Visit = { desk: Desk; nonce: string; action: string | undefined };

function show({ desk, nonce }: Visit, session: SessionObject, wasDeclined = false): Outcome {
  const intent = session.payment_intent ? desk.book.get("intents", session.payment_intent) : undefined;
  return { page: sessionPage({ session, intent, wasDeclined }, nonce) };
}

function act(visit: Visit, session: SessionObject): Outcome {
  const { desk } = visit;
  const here = `/demo/checkout/${session.id}`;
  switch (visit.action) {
    case "pay": {
      const paid = payByCard(desk, session, "pm_card_visa");
      return { redirect: paid ? successUrl(paid) : here };
    }
    case "decline":
      payByCard(desk, session, "pm_card_chargeDeclined");
      return show(visit, desk.book.get("sessions", session.id) ?? session, session.status === "open");
    case "voucher":
      issueVoucher(desk, session);
      return { redirect: here };
    case "settle": {
      const paid = settleVoucher(desk, session);
      return { redirect: paid ? successUrl(paid) : here };
    }
    case "cancel":
      return { redirect: session.cancel_url ?? here };
    default:
      return show(visit, session);
  }
}

function answerBank({ desk, nonce, action }: Visit, intent: IntentObject): Outcome {
  if (action !== "authorise" && action !== "refuse") return { page: bankPage(intent, nonce) };
  const done = authenticate(desk, intent, action === "authorise");
  if (!done.return_url) return { page: bankPage(done, nonce) };
  return {
    redirect: withParameters(done.return_url, {
      payment_intent: done.id,
      redirect_status: done.status === "succeeded" ? "succeeded" : "failed",
    }),
  };
}

function outcomeOf(visit: Visit, id: string): Outcome {
  const intent = visit.desk.book.get("intents", id);
  if (intent) return answerBank(visit, intent);
  const session = visit.desk.book.get("sessions", id);
  return session ? act(visit, session) : { page: lostPage(visit.nonce), status: 404 };
}

/**
 * `GET|POST /demo/checkout/:id` under the product's own origin: plain forms, no script. The gateway has already refused
 * posts from other origins; it may hand its nonce in `x-nonce`.
 */
export async function serveHostedPage(desk: Desk, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const given = req.headers["x-nonce"];
  const nonce = typeof given === "string" && given !== "" ? given : randomBytes(16).toString("base64");
  const id = new URL(req.url ?? "/", "http://page.invalid").pathname.split("/").at(-1) ?? "";
  const action = req.method === "POST" ? await actionOf(req) : undefined;
  const outcome = outcomeOf({ desk, nonce, action }, id);
  res.setHeader("Cache-Control", "no-store");
  res.setHeader(
    "Content-Security-Policy",
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  if ("redirect" in outcome) {
    res.statusCode = 303;
    res.setHeader("Location", outcome.redirect.startsWith("/") ? outcome.redirect : ownPath(desk, outcome.redirect));
    res.end();
    return;
  }
  res.statusCode = outcome.status ?? 200;
  res.setHeader("Content-Type", "text/html; charset=utf-8");
  res.end(outcome.page);
}
