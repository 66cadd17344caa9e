import type { PaymentState, PaymentView } from "@/server/coupons/domain/payment-view";

import type { Tone } from "../ui/status-pill";

/** As it looks at this instant: a payment page that has closed cannot be paid on, and what happened there is not known yet. */
export function stateAt(payment: Pick<PaymentView, "state" | "checkoutEndsAt">, now: Date): PaymentState {
  const hasClosed = payment.checkoutEndsAt !== null && now >= new Date(payment.checkoutEndsAt);
  return payment.state === "TO_PAY" && hasClosed ? "CONFIRMING" : payment.state;
}

export const toneOfPayment: Record<PaymentState, Tone> = {
  TO_PAY: "warn",
  AWAITED: "warn",
  CONFIRMING: "accent",
  PAID: "ok",
  LAPSED: "neutral",
  DECLINED: "danger",
  CANCELLED: "neutral",
  REFUNDING: "accent",
  REFUNDED: "neutral",
  DISPUTED: "warn",
};

/** Whether somebody is still waited for, so that the page looks again by itself. */
export const isUnderWay = (state: PaymentState): boolean =>
  state === "TO_PAY" || state === "AWAITED" || state === "CONFIRMING" || state === "REFUNDING";

export type TimeLeft = {
  readonly unit: "days" | "hours" | "minutes" | "over";
  readonly [part: string]: number | string;
};

/** The two largest parts of what is left, for the texts `payment.left.*`. */
export function leftUntil(end: string, now: Date): TimeLeft {
  const minutes = Math.ceil((new Date(end).getTime() - now.getTime()) / 60_000);
  if (minutes <= 0) return { unit: "over" };
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return { unit: "days", days: Math.floor(hours / 24), hours: hours % 24 };
  if (hours > 0) return { unit: "hours", hours, minutes: minutes % 60 };
  return { unit: "minutes", minutes };
}

type Bought = {
  readonly amount: string;
  readonly fuelType: string;
  readonly stationId: string | null;
  readonly payment: Pick<PaymentView, "method"> | null;
};

/** The purchase page with the same wish filled in. */
export function buyAgainHref({ amount, fuelType, stationId, payment }: Bought): string {
  const wish = new URLSearchParams({ amount, fuel: fuelType });
  if (payment) wish.set("method", payment.method);
  if (stationId) wish.set("station", stationId);
  return `/buy?${wish.toString()}`;
}
