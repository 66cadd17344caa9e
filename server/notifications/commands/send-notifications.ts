import "server-only";
import { MOST_TRIES, pauseAfter, secretTemplates } from "@/server/notifications/domain/message";
import { render } from "@/server/notifications/domain/templates";
import { notificationAbandoned, notificationSent } from "@/server/notifications/events";
import type { DueNotification, MessageServices, NotificationsUnit } from "@/server/notifications/ports";
import type { Ctx } from "@/server/platform/ctx";

const AT_ONCE = 20;
/** Longer than the slowest hand-over. */
const LEASE_MS = 120_000;

type SendCtx = Ctx<NotificationsUnit> & { readonly services: MessageServices };

/**
 * Hands over what is due, outside of any transaction; answers how many it took. At least once: a process that dies between
 * hand-over and note is followed by another try with the same message id. Run by a job, not by a person.
 */
export async function sendNotifications(ctx: SendCtx): Promise<number> {
  const due = await ctx.transact(async ({ notifications, clock }) => {
    const now = await clock.read();
    return notifications.claim(AT_ONCE, { now, until: new Date(now.getTime() + LEASE_MS) });
  });
  await Promise.all(due.map((one) => sendOne(ctx, one)));
  return due.length;
}

async function sendOne(ctx: SendCtx, due: DueNotification): Promise<void> {
  const fault = await handOver(ctx.services, due).then(
    () => undefined,
    (thrown: unknown) => faultName(thrown),
  );
  await ctx.transact(async ({ notifications, events, clock }) => {
    const at = await clock.read();
    const payload = { template: due.template, channel: due.channel, tries: due.tries };
    const event = { aggregateId: due.id, occurredAt: at, payload };
    if (fault === undefined) {
      await notifications.sent(due.id, at, secretTemplates.has(due.template));
      await events.append([{ ...event, type: notificationSent.type }]);
      return;
    }
    const isLast = due.tries >= MOST_TRIES;
    const nextTryAt = isLast ? undefined : new Date(at.getTime() + pauseAfter(due.tries) * 1_000);
    await notifications.failed(due.id, { fault, nextTryAt });
    if (isLast) await events.append([{ ...event, type: notificationAbandoned.type }]);
    ctx.log.warn({ notification: due.id, template: due.template, tries: due.tries, fault }, "message not handed over");
  });
}

async function handOver({ mailer, texts, publicUrl }: MessageServices, due: DueNotification): Promise<void> {
  const { subject, text, html } = render(due, { locale: due.locale, publicUrl });
  const messageId = `${due.id}@gasolinera-jsm`;
  if (due.channel === "MAIL") return mailer.send({ to: due.recipient, subject, text, html, messageId });
  if (!texts) throw new Error("no SMS service");
  return texts.send({ to: due.recipient, text, messageId });
}

/** The kind of a fault only: an SMTP server repeats the address in its words. */
function faultName(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "unknown";
  const code: unknown = Reflect.get(thrown, "code");
  return typeof code === "string" ? code.slice(0, 60) : thrown.name;
}
