import "server-only";
/** The objects of Stripe's API as far as the product uses them; field names are Stripe's. */
export type Metadata = Record<string, string>;

export type PaymentMethodType = "card" | "oxxo" | "customer_balance";
export const PAYMENT_METHOD_TYPES = [
  "card",
  "oxxo",
  "customer_balance",
] as const satisfies readonly PaymentMethodType[];

export type SessionObject = {
  id: string;
  object: "checkout.session";
  allowed_payment_method_types: PaymentMethodType[];
  payment_method_types: PaymentMethodType[];
  amount_subtotal: number;
  amount_total: number;
  cancel_url: string | null;
  client_reference_id: string | null;
  created: number;
  currency: string;
  customer: string | null;
  customer_email: string | null;
  expires_at: number;
  livemode: false;
  locale: string | null;
  metadata: Metadata;
  mode: "payment";
  payment_intent: string | null;
  payment_intent_data: { metadata: Metadata; description: string | null };
  payment_method_options: { oxxo?: { expires_after_days: number } };
  payment_status: "paid" | "unpaid";
  product_name: string;
  status: "open" | "complete" | "expired";
  success_url: string;
  ui_mode: "hosted_page";
  url: string | null;
};

export type IntentError = {
  type: "card_error" | "invalid_request_error";
  code: string;
  decline_code?: string;
  message: string;
};

export type NextAction =
  | { type: "redirect_to_url"; redirect_to_url: { url: string; return_url: string | null } }
  | {
      type: "oxxo_display_details";
      oxxo_display_details: { number: string; expires_after: number; hosted_voucher_url?: string };
    }
  | {
      type: "display_bank_transfer_instructions";
      display_bank_transfer_instructions: {
        amount_remaining: number;
        currency: string;
        reference: string;
        type: "mx_bank_transfer";
        financial_addresses: { type: "spei"; spei: { bank_name: string; clabe: string } }[];
        hosted_instructions_url?: string;
      };
    };

export type IntentObject = {
  id: string;
  object: "payment_intent";
  allowed_payment_method_types: PaymentMethodType[] | null;
  payment_method_types: PaymentMethodType[];
  amount: number;
  amount_received: number;
  canceled_at: number | null;
  cancellation_reason: string | null;
  capture_method: "automatic";
  client_secret: string;
  confirmation_method: "automatic";
  created: number;
  currency: string;
  customer: string | null;
  description: string | null;
  last_payment_error: IntentError | null;
  latest_charge: string | null;
  livemode: false;
  metadata: Metadata;
  next_action: NextAction | null;
  payment_method: string | null;
  return_url: string | null;
  status: "requires_payment_method" | "requires_confirmation" | "requires_action" | "succeeded" | "canceled";
};

export type ChargeObject = {
  id: string;
  object: "charge";
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  balance_transaction: string | null;
  captured: true;
  created: number;
  currency: string;
  customer: string | null;
  description: string | null;
  disputed: boolean;
  livemode: false;
  metadata: Metadata;
  paid: true;
  payment_intent: string;
  payment_method: string | null;
  payment_method_details: { type: PaymentMethodType };
  refunded: boolean;
  status: "succeeded";
};

export type RefundObject = {
  id: string;
  object: "refund";
  amount: number;
  balance_transaction: string | null;
  charge: string | null;
  created: number;
  currency: string;
  failure_balance_transaction?: string;
  failure_reason?: string;
  metadata: Metadata;
  payment_intent: string;
  reason: string | null;
  status: "pending" | "succeeded" | "failed";
};

export type DisputeObject = {
  id: string;
  object: "dispute";
  amount: number;
  balance_transactions: BalanceLineObject[];
  charge: string;
  created: number;
  currency: string;
  evidence: { uncategorized_text: string | null };
  evidence_details: { due_by: number; has_evidence: boolean; past_due: false; submission_count: number };
  is_charge_refundable: boolean;
  livemode: false;
  metadata: Metadata;
  payment_intent: string;
  reason: string;
  status: "needs_response" | "under_review" | "won" | "lost";
};

/** `charge` is a card's; other methods have names of their own, and one grouping over all. */
export type BalanceLineType =
  | "charge"
  | "payment"
  | "refund"
  | "payment_refund"
  | "refund_failure"
  | "payment_failure_refund"
  | "adjustment";

export type BalanceLineObject = {
  id: string;
  object: "balance_transaction";
  amount: number;
  available_on: number;
  balance_type: "payments";
  created: number;
  currency: string;
  description: string | null;
  exchange_rate: null;
  fee: number;
  fee_details: { amount: number; application: null; currency: string; description: string; type: "stripe_fee" }[];
  net: number;
  reporting_category: "charge" | "refund" | "refund_failure" | "dispute" | "dispute_reversal";
  source: string;
  status: "available";
  type: BalanceLineType;
};

export type CustomerObject = {
  id: string;
  object: "customer";
  created: number;
  email: string | null;
  livemode: false;
  metadata: Metadata;
  name: string | null;
  /** Transfers that no payment needed yet; its own object on the wire. Absent in journals of before. */
  cash_mxn?: number;
};

/** What an event may be about. */
export type EventSubject = SessionObject | IntentObject | ChargeObject | RefundObject | DisputeObject;

export type EventObject = {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  data: { object: EventSubject };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
};

/** The version the pinned SDK speaks; others are refused, so that an upgrade is noticed here first. */
export const API_VERSION = "2026-10-28.endive";
