import type { Payout, RefundState } from "./refund";

/** What the payment service says of one try, now or days later. */
export type PayoutAnswer = {
  readonly state: "PENDING" | "SUCCEEDED" | "FAILED";
  readonly stripeRefundId: string | undefined;
  /** The service's own word. */
  readonly failure: string | undefined;
};

export type PayoutStep = {
  readonly payout: Payout["state"];
  readonly refund: RefundState;
  /** `OUT`: the money left us. `BACK`: it came back. */
  readonly money: "OUT" | "BACK" | undefined;
};

type Facts = {
  readonly payout: Pick<Payout, "state">;
  /** The bank has given the buyer the same money in a dispute. */
  readonly isDisputeLost: boolean;
};

/** Where an answer takes a try and its debt; undefined where it says nothing new. Answers may come twice and out of order. */
export function afterAnswer({ payout, isDisputeLost }: Facts, answer: PayoutAnswer): PayoutStep | undefined {
  const isUnderWay = payout.state === "ASKED" || payout.state === "PENDING";
  const unpaid = isDisputeLost ? "COVERED" : "FAILED";
  switch (answer.state) {
    case "PENDING":
      return payout.state === "ASKED" ? { payout: "PENDING", refund: "PENDING", money: undefined } : undefined;
    case "SUCCEEDED":
      return isUnderWay ? { payout: "SUCCEEDED", refund: "SUCCEEDED", money: "OUT" } : undefined;
    case "FAILED":
      if (isUnderWay) return { payout: "FAILED", refund: unpaid, money: undefined };
      return payout.state === "SUCCEEDED" ? { payout: "RETURNED", refund: unpaid, money: "BACK" } : undefined;
  }
}
