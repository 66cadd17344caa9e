/** `PAYOUT`: the service brings our balance to our own bank account; nobody else is owed less or more. */
export const MOVEMENT_KINDS = [
  "CHARGE",
  "REFUND",
  "REFUND_FAILURE",
  "DISPUTE",
  "DISPUTE_REVERSAL",
  "PAYOUT",
  "OTHER",
] as const;

/** One line of the payment service's own books about our balance. */
export type ServiceMovement = {
  /** The service's id of the line. */
  readonly id: string;
  readonly kind: (typeof MOVEMENT_KINDS)[number];
  /** Whole centavos before the fee; negative where money left us. */
  readonly amount: number;
  /** Whole centavos the service kept for it. */
  readonly fee: number;
  /** Lower case, as the service writes it. */
  readonly currency: string;
  readonly intentId: string | null;
  /** Our own refund's id; null where somebody refunded outside of the product. */
  readonly refundId: string | null;
  readonly disputeId: string | null;
  readonly at: Date;
};
