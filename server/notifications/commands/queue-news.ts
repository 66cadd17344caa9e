import "server-only";
import type { Contact } from "@/server/auth/contract";
import { couponPurchased } from "@/server/coupons/events";
import type { Id } from "@/server/kernel/id";
import { centavos, formatPesos } from "@/server/kernel/money";
import type { Message, NewNotification } from "@/server/notifications/contract";
import { fuelWords, shownPesos } from "@/server/notifications/domain/message";
import type { NewsUnit } from "@/server/notifications/ports";
import type { LoggedEvent } from "@/server/platform/logged-event";
import { raffleDrawn, raffleTicketsGenerated } from "@/server/raffles/events";

/** Older than this is no news: a log that is read again, or history that was seeded, sends nothing. */
const NEWS_MS = 86_400_000;

/** Something to tell one person; `key` makes it once for ever. */
type Item = { readonly key: string; readonly userId: Id<"user">; readonly say: (to: Contact) => Message };

/** Turns facts of the log into messages to the people they are about. */
export async function queueNews(unit: NewsUnit, events: readonly LoggedEvent[]): Promise<void> {
  const oldest = (await unit.clock.read()).getTime() - NEWS_MS;
  const news = events.filter((event) => event.occurredAt.getTime() >= oldest);
  const items = (await Promise.all(news.map((event) => itemsOf(unit, event)))).flat();
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

/** Throws on a payload that is not as its event promises: the event is then parked. */
async function itemsOf(unit: NewsUnit, event: LoggedEvent): Promise<Item[]> {
  switch (event.type) {
    case couponPurchased.type:
      return purchase(event);
    case raffleTicketsGenerated.type:
      return tickets(unit, event);
    case raffleDrawn.type:
      return winners(unit, event);
    default:
      return [];
  }
}

/** A coupon that pays a prize is told with the prize. */
function purchase(event: LoggedEvent): Item[] {
  const { couponId, userId, faceCentavos, fuel, paidByPrize } = couponPurchased.payload.parse(event.payload);
  if (paidByPrize) return [];
  const amount = shownPesos(formatPesos(centavos(faceCentavos)));
  const say = ({ firstName, locale }: Contact): Message => ({
    template: "couponPurchased",
    variables: { firstName, couponId, amount, fuel: fuelWords[locale][fuel] },
  });
  return [{ key: `purchased:${couponId}`, userId, say }];
}

async function tickets(unit: NewsUnit, event: LoggedEvent): Promise<Item[]> {
  const { raffleId, blocks } = raffleTicketsGenerated.payload.parse(event.payload);
  const raffleName = (await unit.news.raffleNames([raffleId])).get(raffleId) ?? "";
  return blocks.map(({ userId, sourceType, sourceId, count }) => ({
    key: `tickets:${raffleId}:${sourceType}:${sourceId}`,
    userId,
    say: ({ firstName }) => ({ template: "ticketsEarned", variables: { firstName, raffleName, count } }),
  }));
}

async function winners(unit: NewsUnit, event: LoggedEvent): Promise<Item[]> {
  const { raffleId } = raffleDrawn.payload.parse(event.payload);
  const raffleName = (await unit.news.raffleNames([raffleId])).get(raffleId) ?? "";
  return (await unit.news.winners(raffleId)).map((userId) => ({
    key: `won:${raffleId}:${userId}`,
    userId,
    say: ({ firstName }) => ({ template: "raffleWon", variables: { firstName, raffleName, raffleId } }),
  }));
}
