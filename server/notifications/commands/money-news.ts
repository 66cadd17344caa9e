import "server-only";
import {
  couponCancelled,
  couponDisputeClosed,
  couponDisputed,
  latePaymentReceived,
  purchaseFailed,
} from "@/server/coupons/events";
import type { Message } from "@/server/notifications/contract";
import { refundSettled, type RefundSettled } from "@/server/payments/events";
import type { LoggedEvent } from "@/server/platform/logged-event";

import { type Item, shownAmount } from "./news-item";

/** A declined or abandoned payment was told on the screen; one that ran out of time was not. */
export function paymentEnded(event: LoggedEvent): Item[] {
  const { orderId, userId, amountCentavos, outcome } = purchaseFailed.payload.parse(event.payload);
  if (outcome !== "EXPIRED") return [];
  const amount = shownAmount(amountCentavos);
  const say: Item["say"] = ({ firstName }) => ({ template: "paymentExpired", variables: { firstName, amount } });
  return [{ key: `payment-expired:${orderId}`, userId, say }];
}

export function paidLate(event: LoggedEvent): Item[] {
  const { refundId, couponId, userId, amountCentavos } = latePaymentReceived.payload.parse(event.payload);
  const amount = shownAmount(amountCentavos);
  const say: Item["say"] = ({ firstName }) => ({ template: "latePayment", variables: { firstName, couponId, amount } });
  return [{ key: `late:${refundId}`, userId, say }];
}

export function disputed(event: LoggedEvent): Item[] {
  const { disputeId, couponId, userId, frozenCentavos } = couponDisputed.payload.parse(event.payload);
  const amount = shownAmount(frozenCentavos);
  const say: Item["say"] = ({ firstName }) => ({
    template: "couponSuspended",
    variables: { firstName, couponId, amount },
  });
  return [{ key: `disputed:${disputeId}`, userId, say }];
}

export function disputeClosed(event: LoggedEvent): Item[] {
  const payload = couponDisputeClosed.payload.parse(event.payload);
  const { disputeId, couponId, userId, outcome, statusAfter } = payload;
  const amount = shownAmount(payload.returnedCentavos);
  const isSpendable = statusAfter === "ACTIVE" || statusAfter === "PARTIALLY_REDEEMED";
  const say: Item["say"] = ({ firstName }) =>
    outcome === "WON"
      ? { template: "disputeWon", variables: { firstName, couponId, amount, isSpendable } }
      : { template: "disputeLost", variables: { firstName, couponId } };
  return [{ key: `dispute-closed:${disputeId}`, userId, say }];
}

export function refundOwed(event: LoggedEvent): Item[] {
  const { refundId, couponId, userId, amountCentavos } = couponCancelled.payload.parse(event.payload);
  const amount = shownAmount(amountCentavos);
  const say: Item["say"] = ({ firstName }) => ({
    template: "refundRequested",
    variables: { firstName, couponId, amount },
  });
  return [{ key: `refund:${refundId}`, userId, say }];
}

/** A debt may be paid, come back and be paid again: each time is news. */
export function refundMoved(event: LoggedEvent): Item[] {
  const payload = refundSettled.payload.parse(event.payload);
  const { refundId, userId, couponId, state } = payload;
  if (userId === undefined) return [];
  const amount = shownAmount(payload.amountCentavos);
  const say: Item["say"] = ({ firstName }) => refundLetter(state, { firstName, couponId, amount });
  return told.includes(state) ? [{ key: `refund:${refundId}:${event.eventId}`, userId, say }] : [];
}

const told: readonly RefundSettled["state"][] = ["SUCCEEDED", "FAILED", "BY_HAND"];

type AboutMoney = { readonly firstName: string; readonly couponId: string; readonly amount: string };

const refundLetter = (state: RefundSettled["state"], about: AboutMoney): Message =>
  state === "SUCCEEDED"
    ? { template: "refundPaid", variables: about }
    : { template: "refundNeedsAccount", variables: { ...about, isRefused: state === "FAILED" } };
