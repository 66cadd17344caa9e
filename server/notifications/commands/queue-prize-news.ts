import "server-only";
import type { Id } from "@/server/kernel/id";
import type { NewNotification } from "@/server/notifications/contract";
import type { NewsUnit } from "@/server/notifications/ports";
import type { LoggedEvent } from "@/server/platform/logged-event";
import { alternatePromoted, raffleDrawn } from "@/server/raffles/events";

export type PrizeNewsServices = { claimCode(id: Id<"award">): string };

/** Whose draw it was, and the one place that is news, where it is not all of them. */
function subjectOf(event: LoggedEvent): { raffleId: Id<"raffle">; awardId?: Id<"award"> } {
  if (event.type !== alternatePromoted.type) return raffleDrawn.payload.parse(event.payload);
  return alternatePromoted.payload.parse(event.payload);
}

/**
 * Sends each winner the code of their prize. However late: a prize must be claimable, and the key makes it once. The
 * code is blanked when the message has left.
 */
export async function queuePrizeNews(
  unit: NewsUnit,
  services: PrizeNewsServices,
  events: readonly LoggedEvent[],
): Promise<void> {
  for (const event of events) {
    const { raffleId, awardId } = subjectOf(event);
    const won = (await unit.news.prizesWon(raffleId)).filter(
      (place) => awardId === undefined || place.awardId === awardId,
    );
    const contacts = await unit.news.contacts(won.map(({ userId }) => userId));
    const raffleName = (await unit.news.raffleNames([raffleId])).get(raffleId) ?? "";
    const notes = won.flatMap(({ awardId: id, userId, prize }): NewNotification[] => {
      const to = contacts.get(userId);
      if (!to?.isActive) return [];
      const variables = { firstName: to.firstName, raffleName, prize, code: services.claimCode(id) };
      const where = { key: `prize:${id}`, userId, channel: "MAIL", recipient: to.email, locale: to.locale } as const;
      return [{ ...where, template: "prizeCode", variables }];
    });
    await unit.notifications.queue(notes);
  }
}
