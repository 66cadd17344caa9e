import type { Id } from "@/server/kernel/id";

import type { Channel, Message, MessageLocale } from "./domain/message";

export type { Message } from "./domain/message";

/**
 * One message to one person. `key` is unique for ever: queueing it again changes nothing, so that whatever is applied
 * twice is still sent once.
 */
export type NewNotification = Message & {
  readonly key: string;
  readonly userId: Id<"user"> | null;
  readonly channel: Channel;
  readonly recipient: string;
  readonly locale: MessageLocale;
};

/** Joins the caller's transaction: what did not commit is never sent. */
export type NotificationQueue = { queue(notifications: readonly NewNotification[]): Promise<void> };
