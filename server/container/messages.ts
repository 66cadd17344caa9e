import "server-only";
import type { Tx } from "@/db/client";
import { createMailbox, type Mailbox } from "@/server/adapters/mail/mailbox";
import { type SmtpMailer, smtpMailer } from "@/server/adapters/mail/smtp";
import { contactsOf } from "@/server/auth/contract";
import type { MessageServices, NewsUnit } from "@/server/notifications/ports";
import { notificationStore } from "@/server/notifications/store";
import { type Env, publicUrlOf } from "@/server/platform/env";
import type { Part } from "@/server/platform/parts";
import { prizesWon, raffleNames, winnerIds } from "@/server/raffles/contract";

/** Messages and what they are about: their part of a transaction. */
export const messagesUnit = (tx: Tx): Pick<NewsUnit, "notifications" | "news"> => ({
  notifications: notificationStore(tx),
  news: {
    contacts: (ids) => contactsOf(tx, ids),
    raffleNames: (ids) => raffleNames(tx, ids),
    winners: (raffleId) => winnerIds(tx, raffleId),
    prizesWon: (raffleId) => prizesWon(tx, raffleId),
  },
});

export type MessageParts = {
  readonly services: MessageServices;
  /** Undefined where both mail and SMS are real. */
  readonly mailbox: Mailbox | undefined;
  readonly parts: readonly Part[];
  close(): void;
};

/** Mail by SMTP where `SMTP_URL` is set, else captured; SMS is captured in the demonstration and absent in live mode. */
export function createMessages(env: Env): MessageParts {
  const isDemo = env.JSM_MODE === "demo";
  const mailbox = isDemo ? createMailbox(env.NODE_ENV === "test" ? undefined : env.JSM_DATA_DIR) : undefined;
  const smtp = env.SMTP_URL === undefined ? undefined : smtpMailer({ url: env.SMTP_URL, from: env.MAIL_FROM });
  const mailer = smtp ?? mailbox?.mailer;
  if (!mailer) throw new Error("live mode needs SMTP_URL");
  return {
    services: { mailer, texts: mailbox?.texts, publicUrl: publicUrlOf(env) },
    mailbox,
    parts: [mailPart(smtp), smsPart(isDemo)],
    close: () => smtp?.close(),
  };
}

const mailPart = (smtp: SmtpMailer | undefined): Part => ({
  name: "mail",
  isEmbedded: smtp === undefined,
  isVital: false,
  check: () => smtp?.check() ?? Promise.resolve(),
});

/** No service is built in yet: where it is not embedded it is not there, and what needs it says so. */
const smsPart = (isEmbedded: boolean): Part => ({
  name: "sms",
  isEmbedded,
  isVital: false,
  check: () => (isEmbedded ? Promise.resolve() : Promise.reject(new Error("not configured"))),
});
