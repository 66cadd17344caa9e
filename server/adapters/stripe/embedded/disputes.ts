import "server-only";
import { bookDispute, bookDisputeReversal } from "./balance";
import { chargeOf } from "./charges";
import type { Desk } from "./desk";
import type { DisputeUpdate } from "./parameters";
import { invalid } from "./stripe-fault";
import type { DisputeObject, IntentObject } from "./stripe-words";

const DAYS_TO_ANSWER = 9;
const DAY_S = 86_400;

/** Stripe's test mode decides by what the shop writes. */
const VERDICTS: Readonly<Record<string, "won" | "lost">> = { winning_evidence: "won", losing_evidence: "lost" };

export const disputeOf = (desk: Desk, intent: IntentObject): DisputeObject | undefined =>
  desk.book.all("disputes").find((dispute) => dispute.payment_intent === intent.id);

const isClosed = ({ status }: DisputeObject): boolean => status === "won" || status === "lost";

/** The buyer went to their bank: what is left of the charge is taken back at once. Undefined where nothing can be. */
export function openDispute(desk: Desk, intent: IntentObject, reason = "fraudulent"): DisputeObject | undefined {
  const charge = chargeOf(desk, intent);
  if (!charge || charge.payment_method_details.type !== "card" || charge.disputed || charge.refunded) return undefined;
  const opened: DisputeObject = {
    id: desk.newId("dp"),
    object: "dispute",
    amount: charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: desk.nowS(),
    currency: charge.currency,
    evidence: { uncategorized_text: null },
    evidence_details: {
      due_by: desk.nowS() + DAYS_TO_ANSWER * DAY_S,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: intent.id,
    reason,
    status: "needs_response",
  };
  desk.book.put("charges", { ...charge, disputed: true });
  const withdrawn = save(desk, { ...opened, balance_transactions: [bookDispute(desk, opened)] });
  desk.emit("charge.dispute.created", withdrawn);
  desk.emit("charge.dispute.funds_withdrawn", withdrawn);
  return withdrawn;
}

function save(desk: Desk, dispute: DisputeObject): DisputeObject {
  desk.book.put("disputes", dispute);
  return dispute;
}

/** The bank has decided. */
export function closeDispute(desk: Desk, dispute: DisputeObject, verdict: "won" | "lost"): DisputeObject {
  if (isClosed(dispute)) throw invalid("This dispute is already closed.", "dispute_already_closed");
  const lines = verdict === "won" ? [bookDisputeReversal(desk, dispute)] : [];
  const closed = save(desk, {
    ...dispute,
    status: verdict,
    balance_transactions: [...dispute.balance_transactions, ...lines],
  });
  desk.emit("charge.dispute.closed", closed);
  if (verdict === "won") desk.emit("charge.dispute.funds_reinstated", closed);
  return closed;
}

/** `POST /v1/disputes/:id`: evidence is kept, and where it is submitted the bank looks at it. */
export function updateDispute(desk: Desk, dispute: DisputeObject, ask: DisputeUpdate): DisputeObject {
  if (isClosed(dispute)) throw invalid("This dispute is already closed.", "dispute_already_closed");
  const uncategorized_text = ask.evidence?.uncategorized_text ?? dispute.evidence.uncategorized_text;
  const submission_count = dispute.evidence_details.submission_count + (ask.submit ? 1 : 0);
  const told = save(desk, {
    ...dispute,
    evidence: { uncategorized_text },
    evidence_details: { ...dispute.evidence_details, has_evidence: uncategorized_text !== null, submission_count },
    metadata: { ...dispute.metadata, ...ask.metadata },
    status: ask.submit ? "under_review" : dispute.status,
  });
  desk.emit("charge.dispute.updated", told);
  const verdict = ask.submit ? VERDICTS[uncategorized_text ?? ""] : undefined;
  return verdict ? closeDispute(desk, told, verdict) : told;
}
