import "server-only";
import { MOST_TRIES, pauseAfter, secretTemplates } from "@/server/notifications/domain/message";
import { render } from "@/server/notifications/domain/templates";
import { notificationsAbandoned, notificationsSent } from "@/server/notifications/events";
import type { DueNotification, MessageServices, NotificationsUnit } from "@/server/notifications/ports";
import type { Ctx } from "@/server/platform/ctx";
import type { NewEvent } from "@/server/platform/unit";

const AT_ONCE = 50;
const MOST_ROUNDS = 20;
/** Longer than the slowest hand-over. */
const LEASE_MS = 120_000;

type SendCtx = Ctx<NotificationsUnit> & { readonly services: MessageServices };
type Tried = { readonly due: DueNotification; readonly fault: string | undefined };

/**
 * Hands over what is due, outside of any transaction; answers how many messages it took. At least once: a process that
 * dies between hand-over and note is followed by another try with the same message id. Run by a job, not by a person.
 */
export async function sendNotifications(ctx: SendCtx): Promise<number> {
  let taken = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const due = await ctx.transact(async ({ notifications, clock }) => {
      const now = await clock.read();
      return notifications.claim(AT_ONCE, { now, until: new Date(now.getTime() + LEASE_MS) });
    });
    taken += due.length;
    if (due.length > 0) await note(ctx, await Promise.all(due.map((one) => tryOne(ctx.services, one))));
    if (due.length < AT_ONCE) break;
  }
  return taken;
}

const tryOne = (services: MessageServices, due: DueNotification): Promise<Tried> =>
  handOver(services, due).then(
    () => ({ due, fault: undefined }),
    (thrown: unknown) => ({ due, fault: faultName(thrown) }),
  );

async function note(ctx: SendCtx, tried: readonly Tried[]): Promise<void> {
  const sent = tried.filter(({ fault }) => fault === undefined).map(({ due }) => due);
  const failed = tried.filter(({ fault }) => fault !== undefined);
  const abandoned = failed.map(({ due }) => due).filter((due) => due.tries >= MOST_TRIES);
  await ctx.transact(async ({ notifications, events, clock }) => {
    const at = await clock.read();
    const secret = sent.filter((due) => secretTemplates.has(due.template)).map((due) => due.id);
    await notifications.sent(
      sent.map((due) => due.id),
      { at, secret },
    );
    for (const { due, fault = "unknown" } of failed) {
      const isLast = due.tries >= MOST_TRIES;
      const nextTryAt = isLast ? undefined : new Date(at.getTime() + pauseAfter(due.tries) * 1_000);
      await notifications.failed(due.id, { fault, nextTryAt });
    }
    await events.append([
      ...batchEvent(notificationsSent, sent, at),
      ...batchEvent(notificationsAbandoned, abandoned, at),
    ]);
  });
  for (const { due, fault } of failed) {
    ctx.log.warn({ notification: due.id, template: due.template, tries: due.tries, fault }, "message not handed over");
  }
}

function batchEvent({ type }: { type: string }, batch: readonly DueNotification[], occurredAt: Date): NewEvent[] {
  const [first] = batch;
  if (!first) return [];
  const payload = {
    notifications: batch.map((due) => due.id),
    templates: [...new Set(batch.map((due) => due.template))],
  };
  return [{ type, aggregateId: first.id, occurredAt, payload }];
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
