import "server-only";
import type { Contact } from "@/server/auth/contract";
import * as coupons from "@/server/coupons/events";
import type { NewNotification } from "@/server/notifications/contract";
import type { NewsUnit } from "@/server/notifications/ports";
import { refundSettled } from "@/server/payments/events";
import type { LoggedEvent } from "@/server/platform/logged-event";
import { raffleDrawn, raffleTicketsGenerated } from "@/server/raffles/events";

import { expired, expiring, purchased, reissued, voided } from "./coupon-news";
import { disputeClosed, disputed, paidLate, paymentEnded, refundMoved, refundOwed } from "./money-news";
import type { Item } from "./news-item";
import { raffleWon, ticketsEarned } from "./raffle-news";

/** Older than this is no news: a log that is read again, or history that was seeded, sends nothing. */
const NEWS_MS = 86_400_000;

type Teller = (event: LoggedEvent, unit: NewsUnit) => readonly Item[] | Promise<readonly Item[]>;

/** Each throws on a payload that is not as its event promises: the event is then parked. */
const tellers: Readonly<Record<string, Teller>> = {
  [coupons.couponPurchased.type]: purchased,
  [coupons.couponExpiring.type]: expiring,
  [coupons.couponExpired.type]: expired,
  [coupons.couponReissued.type]: reissued,
  [coupons.redemptionVoided.type]: voided,
  [coupons.purchaseFailed.type]: paymentEnded,
  [coupons.latePaymentReceived.type]: paidLate,
  [coupons.couponDisputed.type]: disputed,
  [coupons.couponDisputeClosed.type]: disputeClosed,
  [coupons.couponCancelled.type]: refundOwed,
  [refundSettled.type]: refundMoved,
  [raffleTicketsGenerated.type]: ticketsEarned,
  [raffleDrawn.type]: raffleWon,
};

export const newsworthy: readonly string[] = Object.keys(tellers);

/** Turns facts of the log into messages to the people they are about. */
export async function queueNews(unit: NewsUnit, events: readonly LoggedEvent[]): Promise<void> {
  const oldest = (await unit.clock.read()).getTime() - NEWS_MS;
  const news = events.filter((event) => event.occurredAt.getTime() >= oldest);
  const items = (await Promise.all(news.map(async (event) => (await tellers[event.type]?.(event, unit)) ?? []))).flat();
  const contacts = await unit.news.contacts(items.map((item) => item.userId));
  const notes = items.flatMap((item): NewNotification[] => {
    const to = contacts.get(item.userId);
    return to?.isActive ? [noteTo(to, item)] : [];
  });
  await unit.notifications.queue(notes);
}

const noteTo = (to: Contact, { key, say }: Item): NewNotification => ({
  ...say(to),
  key,
  userId: to.userId,
  channel: "MAIL",
  recipient: to.email,
  locale: to.locale,
});
