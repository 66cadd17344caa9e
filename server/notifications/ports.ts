import type { Contact } from "@/server/auth/contract";
import type { Id } from "@/server/kernel/id";
import type { SharedUnit } from "@/server/platform/unit";

import type { NotificationQueue } from "./contract";
import type { Channel, Message, MessageLocale } from "./domain/message";

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for every try of one message, so that a mailbox may drop the second. */
  readonly messageId: string;
};

/** Resolves once the message was handed over; rejects otherwise, and it will be tried again. */
export type Mailer = { send(mail: Mail): Promise<void> };

export type Text = { readonly to: string; readonly text: string; readonly messageId: string };
export type TextSender = { send(text: Text): Promise<void> };

export type DueNotification = Message & {
  readonly id: Id<"row">;
  readonly channel: Channel;
  readonly recipient: string;
  readonly locale: MessageLocale;
  /** This try included. */
  readonly tries: number;
};

export type NotificationStore = NotificationQueue & {
  /** Takes due rows that nobody else holds, until `leaseUntil`; a holder that died is followed by another then. */
  claim(limit: number, lease: { now: Date; until: Date }): Promise<readonly DueNotification[]>;
  /** Those of `secret` are blanked. */
  sent(ids: readonly Id<"row">[], note: { at: Date; secret: readonly Id<"row">[] }): Promise<void>;
  /** `nextTryAt` undefined: given up. */
  failed(id: Id<"row">, why: { fault: string; nextTryAt: Date | undefined }): Promise<void>;
};

export type NotificationsUnit = SharedUnit & { readonly notifications: NotificationStore };

export type WonPrize = { readonly awardId: Id<"award">; readonly userId: Id<"user">; readonly prize: string };

/** What other contexts know of the people and raffles that news are about, read in the same transaction. */
export type News = {
  contacts(ids: readonly Id<"user">[]): Promise<ReadonlyMap<Id<"user">, Contact>>;
  raffleNames(ids: readonly Id<"raffle">[]): Promise<ReadonlyMap<Id<"raffle">, string>>;
  winners(raffleId: Id<"raffle">): Promise<readonly Id<"user">[]>;
  /** Places that hold a prize now. */
  prizesWon(raffleId: Id<"raffle">): Promise<readonly WonPrize[]>;
};

export type NewsUnit = NotificationsUnit & { readonly news: News };

export type MessageServices = {
  readonly mailer: Mailer;
  /** Undefined where no SMS service is configured: what needs one is hidden. */
  readonly texts: TextSender | undefined;
  /** Without a trailing slash; links in messages begin with it. */
  readonly publicUrl: string;
};
