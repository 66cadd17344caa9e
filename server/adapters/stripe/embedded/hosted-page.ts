import "server-only";
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import { awaitedTransfer } from "./cash-balance";
import { answerBank, payByCard, sessionOf } from "./checkout-sessions";
import type { Desk } from "./desk";
import { closeDispute, disputeOf, openDispute } from "./disputes";
import { bankPage, lostPage, PAGE_CARDS, sessionPage, successUrl } from "./page";
import type { Frame } from "./page-parts";
import { wordsFor } from "./page-words";
import type { IntentObject, SessionObject } from "./stripe-words";
import { issueVoucher, lapseVoucher, settleVoucher, transferFor, waitingIntent } from "./vouchers";

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
type Visit = { desk: Desk; frame: Frame; action: string | undefined };

const addressOf = (id: string): string => `/demo/checkout/${id}`;

const intentOf = ({ book }: Desk, session: SessionObject): IntentObject | undefined =>
  session.payment_intent ? book.get("intents", session.payment_intent) : undefined;

function show({ desk, frame }: Visit, session: SessionObject, wasDeclined = false): Outcome {
  const intent = intentOf(desk, session);
  const dispute = intent && disputeOf(desk, intent);
  return { page: sessionPage({ session, intent, dispute, wasDeclined }, frame) };
}

function payWith(visit: Visit, session: SessionObject, card: string): Outcome {
  const { desk } = visit;
  const isOpen = session.status === "open";
  const outcome = payByCard(desk, session, card);
  const after = desk.book.get("sessions", session.id) ?? session;
  if (outcome === "paid") return { redirect: successUrl(after) };
  if (outcome === "asked" && after.payment_intent) return { redirect: addressOf(after.payment_intent) };
  return isOpen ? show(visit, after, true) : { redirect: addressOf(session.id) };
}

function transferHalf(desk: Desk, session: SessionObject): void {
  const intent = waitingIntent(desk, session);
  const awaited = intent && awaitedTransfer(intent);
  if (awaited) transferFor(desk, session, Math.ceil(awaited.amount_remaining / 2));
}

function decide(desk: Desk, session: SessionObject, action: string): void {
  const intent = intentOf(desk, session);
  const dispute = intent && disputeOf(desk, intent);
  if (action === "dispute") return void (intent && openDispute(desk, intent));
  const isOpen = dispute?.status === "needs_response" || dispute?.status === "under_review";
  if (isOpen) closeDispute(desk, dispute, action === "dispute-won" ? "won" : "lost");
}

function act(visit: Visit, session: SessionObject): Outcome {
  const { desk, action } = visit;
  const here = { redirect: addressOf(session.id) };
  const card = action !== undefined && Object.hasOwn(PAGE_CARDS, action) ? PAGE_CARDS[action] : undefined;
  if (card) return payWith(visit, session, card);
  switch (action) {
    case "voucher": {
      const issued = issueVoucher(desk, session);
      return issued?.payment_status === "paid" ? { redirect: successUrl(issued) } : here;
    }
    case "settle": {
      const paid = settleVoucher(desk, session);
      return paid ? { redirect: successUrl(paid) } : here;
    }
    case "half":
      transferHalf(desk, session);
      return here;
    case "lapse":
      lapseVoucher(desk, session);
      return here;
    case "dispute":
    case "dispute-won":
    case "dispute-lost":
      decide(desk, session, action);
      return here;
    case "cancel":
      return { redirect: session.cancel_url ?? here.redirect };
    default:
      return show(visit, session);
  }
}

function bankAnswers({ desk, frame, action }: Visit, intent: IntentObject): Outcome {
  if (action !== "authorise" && action !== "refuse") return { page: bankPage(intent, frame) };
  const done = answerBank(desk, intent, action === "authorise");
  const session = sessionOf(desk, done);
  // A hosted page that was refused is open for another card.
  if (session) return { redirect: session.status === "open" ? addressOf(session.id) : successUrl(session) };
  if (!done.return_url) return { page: bankPage(done, frame) };
  return {
    redirect: withParameters(done.return_url, {
      payment_intent: done.id,
      redirect_status: done.status === "succeeded" ? "succeeded" : "failed",
    }),
  };
}

function outcomeOf(visit: Visit, id: string): Outcome {
  const intent = visit.desk.book.get("intents", id);
  if (intent) return bankAnswers(visit, intent);
  const session = visit.desk.book.get("sessions", id);
  return session ? act(visit, session) : { page: lostPage(visit.frame), status: 404 };
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
  const outcome = outcomeOf({ desk, frame: { nonce, words: wordsFor(req) }, action }, id);
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
