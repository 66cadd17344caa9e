import "server-only";
import type { Desk } from "./desk";
import type { BalanceLineObject, BalanceLineType, ChargeObject } from "./stripe-words";

/** Stripe's tariff for Mexico as the demonstration has it: 3.6 % and three pesos, and what a dispute costs. */
const FEE_PER_THOUSAND = 36;
const FEE_FIXED = 300;
const DISPUTE_FEE = 30_000;

const saleFee = (amount: number): number => Math.round((amount * FEE_PER_THOUSAND) / 1_000) + FEE_FIXED;

type NewLine = {
  type: BalanceLineType;
  category: BalanceLineObject["reporting_category"];
  amount: number;
  fee?: number;
  source: { id: string; currency: string };
};

/** Writes one line of the account's books. Lines are never changed. */
function bookLine(desk: Desk, { type, category, amount, fee = 0, source }: NewLine): BalanceLineObject {
  const { id, currency } = source;
  const line: BalanceLineObject = {
    id: desk.newId("txn"),
    object: "balance_transaction",
    amount,
    available_on: desk.nowS(),
    balance_type: "payments",
    created: desk.nowS(),
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [{ amount: fee, application: null, currency, description: "Stripe processing fees", type: "stripe_fee" }],
    net: amount - fee,
    reporting_category: category,
    source: id,
    status: "available",
    type,
  };
  desk.book.put("lines", line);
  return line;
}

type Source = { id: string; currency: string; amount: number };

const isCard = (charge: Pick<ChargeObject, "payment_method_details">): boolean =>
  charge.payment_method_details.type === "card";

export const bookSale = (desk: Desk, charge: ChargeObject): BalanceLineObject =>
  bookLine(desk, {
    type: isCard(charge) ? "charge" : "payment",
    category: "charge",
    amount: charge.amount,
    fee: saleFee(charge.amount),
    source: charge,
  });

/** The fee of the sale is not given back. */
export const bookRefund = (desk: Desk, refund: Source, charge: ChargeObject): BalanceLineObject =>
  bookLine(desk, {
    type: isCard(charge) ? "refund" : "payment_refund",
    category: "refund",
    amount: -refund.amount,
    source: refund,
  });

export const bookRefundFailure = (desk: Desk, refund: Source, charge: ChargeObject): BalanceLineObject =>
  bookLine(desk, {
    type: isCard(charge) ? "refund_failure" : "payment_failure_refund",
    category: "refund_failure",
    amount: refund.amount,
    source: refund,
  });

export const bookDispute = (desk: Desk, dispute: Source): BalanceLineObject =>
  bookLine(desk, {
    type: "adjustment",
    category: "dispute",
    amount: -dispute.amount,
    fee: DISPUTE_FEE,
    source: dispute,
  });

export const bookDisputeReversal = (desk: Desk, dispute: Source): BalanceLineObject =>
  bookLine(desk, { type: "adjustment", category: "dispute_reversal", amount: dispute.amount, source: dispute });
