import "server-only";
import { eq, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { notifications } from "@/db/schema/notifications";
import { asId } from "@/server/kernel/id";

import type { Channel, Message, MessageLocale } from "./domain/message";
import type { DueNotification, NotificationStore } from "./ports";

type Row = {
  id: string;
  channel: Channel;
  recipient: string;
  template: string;
  locale: MessageLocale;
  variables: unknown;
  tries: number;
};

/** The row was written by `queue`, which took a Message: template and variables still belong together. */
const messageOf = ({ template, variables }: Row): Message => ({ template, variables }) as Message;

const dueOf = (row: Row): DueNotification => ({
  ...messageOf(row),
  id: asId("row", row.id),
  channel: row.channel,
  recipient: row.recipient,
  locale: row.locale,
  tries: row.tries,
});

export function notificationStore(tx: Tx): NotificationStore {
  return {
    async queue(batch) {
      if (batch.length === 0) return;
      await tx.execute(sql`
        insert into notifications (id, key, user_id, channel, recipient, template, locale, variables, next_try_at)
        select gen_random_uuid(), n.key, n."userId", n.channel, n.recipient, n.template, n.locale, n.variables, clock_timestamp()
        from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
          as n(key text, "userId" uuid, channel text, recipient text, template text, locale text, variables jsonb)
        on conflict (key) do nothing`);
    },
    async claim(limit, { now, until }) {
      const rows = await tx.execute<Row>(sql`
        update notifications set state = 'SENDING', tries = tries + 1, next_try_at = ${until.toISOString()}
        where id in (select id from notifications
                     where state in ('QUEUED', 'SENDING') and next_try_at <= ${now.toISOString()}
                     order by next_try_at limit ${limit} for update skip locked)
        returning id, channel, recipient, template, locale, variables, tries`);
      return [...rows].map(dueOf);
    },
    async sent(ids, { at, secret }) {
      if (ids.length === 0) return;
      await tx.execute(sql`
        update notifications set state = 'SENT', sent_at = ${at.toISOString()}, fault = null,
          variables = case when id = any(${sql.param([...secret])}::uuid[]) then '{}'::jsonb else variables end
        where id = any(${sql.param([...ids])}::uuid[])`);
    },
    async failed(id, { fault, nextTryAt }) {
      await tx
        .update(notifications)
        .set({ fault, state: nextTryAt ? "QUEUED" : "FAILED", ...(nextTryAt && { nextTryAt }) })
        .where(eq(notifications.id, id));
    },
  };
}
