import "server-only";
import { awaitedTransfer } from "./cash-balance";
import { type Button, buttons, dayBefore, folded, type Frame, head, link, money, note, page, row } from "./page-parts";
import type { PageWords } from "./page-words";
import type { DisputeObject, IntentObject, SessionObject } from "./stripe-words";

/** Test cards the page offers, by the button's word. */
export const PAGE_CARDS: Readonly<Record<string, string>> = {
  pay: "pm_card_visa",
  decline: "pm_card_chargeDeclined",
  "card-asks": "pm_card_authenticationRequired",
  "card-poor": "pm_card_chargeDeclinedInsufficientFunds",
  "card-disputed": "pm_card_createDispute",
  "card-refund-late": "pm_card_pendingRefund",
  "card-refund-fails": "pm_card_refundFail",
};

const otherCards = (words: PageWords): Button[] => [
  { action: "card-asks", label: words.cardAsks },
  { action: "card-poor", label: words.cardPoor },
  { action: "card-disputed", label: words.cardDisputed },
  { action: "card-refund-late", label: words.cardRefundLate },
  { action: "card-refund-fails", label: words.cardRefundFails },
];

function openBody(session: SessionObject, words: PageWords): string {
  const types = session.payment_method_types;
  const isCard = types.includes("card");
  const ways: Button[] = [
    ...(isCard
      ? [
          { action: "pay", label: words.payCard, style: "main" } as const,
          { action: "decline", label: words.decline, style: "no" } as const,
        ]
      : []),
    ...(types.includes("oxxo") ? [{ action: "voucher", label: words.issueOxxo, style: "main" } as const] : []),
    ...(types.includes("customer_balance")
      ? [{ action: "voucher", label: words.showSpei, style: "main" } as const]
      : []),
    { action: "cancel", label: words.cancel },
  ];
  return buttons(ways) + (isCard ? folded(words.otherCards, otherCards(words)) : "");
}

function voucher(intent: IntentObject, words: PageWords): string {
  const next = intent.next_action;
  if (next?.type === "oxxo_display_details") {
    const { number, expires_after } = next.oxxo_display_details;
    return `<div class="bars" role="img" aria-label="${words.barcode}"></div><dl>${row(words.reference, number)}
${row(words.payBefore, dayBefore(expires_after, words))}${row(words.where, words.whereOxxo)}</dl>`;
  }
  const transfer = awaitedTransfer(intent);
  if (!transfer) return "";
  const [address] = transfer.financial_addresses;
  const isPartly = transfer.amount_remaining < intent.amount;
  return `<dl>${row(words.clabe, address?.spei.clabe ?? "")}${row(words.bank, address?.spei.bank_name ?? "")}
${row(words.reference, transfer.reference)}${row(words.when, words.whenSpei)}${
    isPartly
      ? row(words.received, money(intent.amount - transfer.amount_remaining)) +
        row(words.missing, money(transfer.amount_remaining))
      : ""
  }</dl>`;
}

function waitingBody(intent: IntentObject, words: PageWords): string {
  const transfer = awaitedTransfer(intent);
  const isPartly = transfer !== undefined && transfer.amount_remaining < intent.amount;
  return (
    note("wait", isPartly ? words.partly : words.waiting) +
    voucher(intent, words) +
    buttons([
      { action: "settle", label: words.payNow, style: "main" },
      transfer ? { action: "half", label: words.payHalf } : { action: "lapse", label: words.lapseNow, style: "no" },
    ])
  );
}

/** What may happen to a charge after it was paid, for whoever shows the demonstration. */
function afterwards({ session, dispute }: Shown, words: PageWords): string {
  if (!session.payment_method_types.includes("card")) return "";
  if (!dispute) return folded(words.afterwards, [{ action: "dispute", label: words.disputeNow, style: "no" }]);
  if (dispute.status === "won") return note("good", words.disputeOverWon);
  if (dispute.status === "lost") return note("bad", words.disputeOverLost);
  const verdicts: Button[] = [
    { action: "dispute-won", label: words.disputeWon },
    { action: "dispute-lost", label: words.disputeLost },
  ];
  return note("wait", words.disputed) + buttons(verdicts);
}

export type Shown = {
  readonly session: SessionObject;
  readonly intent: IntentObject | undefined;
  readonly dispute: DisputeObject | undefined;
  readonly wasDeclined: boolean;
};

/** The page of a checkout session, in whatever state it is. */
export function sessionPage(shown: Shown, frame: Frame): string {
  const { session, intent, wasDeclined } = shown;
  const { words } = frame;
  const top = head(session.product_name, session.amount_total);
  const home = link(successUrl(session), words.back);
  if (session.status === "expired") {
    const back = session.cancel_url ? link(session.cancel_url, words.back) : "";
    return page(frame, words.expiredTitle, top + note("bad", words.expired) + back);
  }
  if (session.payment_status === "paid") {
    const body = note("good", words.paid) + link(successUrl(session), words.seeCoupon) + afterwards(shown, words);
    return page(frame, words.paidTitle, top + body);
  }
  if (session.status === "complete") {
    const body = intent?.status === "requires_action" ? waitingBody(intent, words) : note("bad", words.lapsed);
    return page(frame, words.waitingTitle, top + body + home);
  }
  const declined = wasDeclined ? note("bad", words.declined, "alert") : "";
  return page(frame, words.pay, top + declined + openBody(session, words));
}

/** The bank's question of 3-D Secure. */
export function bankPage(intent: IntentObject, frame: Frame): string {
  const { words } = frame;
  const top = head(intent.description ?? words.purchase, intent.amount);
  if (intent.status !== "requires_action") {
    const answer = intent.status === "succeeded" ? note("good", words.confirmed) : note("bad", words.notConfirmed);
    const back = intent.return_url ? link(intent.return_url, words.back) : "";
    return page(frame, words.confirmTitle, top + answer + back);
  }
  const answers: Button[] = [
    { action: "authorise", label: words.authorise, style: "main" },
    { action: "refuse", label: words.decline, style: "no" },
  ];
  return page(frame, words.bankTitle, top + note("wait", words.bankAsks) + buttons(answers));
}

export const lostPage = (frame: Frame): string => {
  const { words } = frame;
  return page(frame, words.lostTitle, `<h1>${words.lostHead}</h1>${note("bad", words.lost)}`);
};

export const successUrl = (session: SessionObject): string =>
  session.success_url.replaceAll("{CHECKOUT_SESSION_ID}", session.id);
