import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import { accessTemplates, type Message, type MessageLocale } from "@/server/notifications/domain/message";
import { partsOf } from "@/server/notifications/domain/templates";
import type { noticesInput } from "@/server/notifications/schemas";
import { databaseInstant } from "@/server/platform/database-time";

type Row = { id: string; template: string; variables: unknown; created_at: string };

/** The row was written by `queue`, which took a Message: template and variables still belong together. */
const messageOf = ({ template, variables }: Row): Message => ({ template, variables }) as Message;

type Reader = { readonly userId: Id<"user">; readonly locale: MessageLocale };

/** What one person was told about their money and numbers, the newest first, in the language they read now. */
export async function noticesOf(
  db: ReadDb,
  { userId, locale }: Reader,
  { limit, cursor }: z.infer<typeof noticesInput>,
) {
  const after =
    cursor === undefined
      ? sql``
      : sql`and (created_at, id) < (select created_at, id from notifications where id = ${cursor} and user_id = ${userId})`;
  const rows = await db.execute<Row>(sql`
    select id, template, variables, created_at::text as created_at from notifications
    where user_id = ${userId} and channel = 'MAIL' and template <> all(${sql.param([...accessTemplates])}::text[]) ${after}
    order by created_at desc, id desc limit ${limit + 1}`);
  const notices = [...rows].slice(0, limit).map((row) => {
    const { subject, lines, link } = partsOf(messageOf(row), locale);
    const at = instant(databaseInstant(row.created_at));
    return { id: asId("row", row.id), at, subject, lines: [...lines], link: link ?? null };
  });
  return { notices, nextCursor: rows.length > limit ? (notices.at(-1)?.id ?? null) : null };
}
