import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";

/** How one payment stands at the payment service, whichever of its objects it is about. */
export type PaymentStanding = {
  /**
   * `OPEN`: the customer can still pay or authenticate at `url`. `AWAITED`: a voucher or transfer was issued, the money
   * comes later or never. `PAID`, `FAILED`, `EXPIRED` are final.
   */
  readonly state: "OPEN" | "AWAITED" | "PAID" | "FAILED" | "EXPIRED";
  readonly orderId: string | undefined;
  readonly sessionId: string | undefined;
  readonly intentId: string | undefined;
  /** What arrived where `PAID`, else what was asked. */
  readonly amount: Centavos;
  /** Lower case, as the payment service writes it. */
  readonly currency: string;
  /** Where it can be paid; of a voucher or transfer, where its details stand. */
  readonly url: string | undefined;
  /** The exclusive end of a voucher that was issued. */
  readonly payBefore: Date | undefined;
  /** The service's own word for what went wrong: `card_declined`, `insufficient_funds`; where `OPEN`, at the last try. */
  readonly failure: string | undefined;
  readonly isLive: boolean;
};

/** The order's side of the comparison. */
export type Expected = { readonly amount: Centavos; readonly isLive: boolean };

/** The last three are what the daily comparison finds. */
export const ANOMALIES = [
  "WRONG_AMOUNT",
  "WRONG_CURRENCY",
  "WRONG_MODE",
  "PAID_AFTER_CLOSE",
  "UNKNOWN_ORDER",
  "UNKNOWN_DISPUTE",
  "MISSING_HERE",
  "MISSING_THERE",
  "OTHER_AMOUNT",
] as const;
export type Anomaly = (typeof ANOMALIES)[number];

/** What does not add up, for a person to look at; `key` keeps it from being noted twice. */
export type AnomalyNote = {
  readonly id: Id<"row">;
  readonly key: string;
  readonly kind: Anomaly;
  readonly details: Readonly<Record<string, string | number | null>>;
};

/** Money that arrived and is not what was ordered never makes a coupon. */
export function anomalyOf(standing: PaymentStanding, expected: Expected): Anomaly | undefined {
  if (standing.isLive !== expected.isLive) return "WRONG_MODE";
  if (standing.currency !== "mxn") return "WRONG_CURRENCY";
  return standing.amount === expected.amount ? undefined : "WRONG_AMOUNT";
}
