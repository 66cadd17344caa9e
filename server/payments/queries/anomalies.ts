import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { namesOf } from "@/server/auth/contract";
import { asId } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import type { Anomaly } from "@/server/payments/domain/standing";
import type { anomaliesInput } from "@/server/payments/schemas";
import { databaseInstant } from "@/server/platform/database-time";

import { shownName } from "./shown-name";

type Row = {
  id: string;
  kind: Anomaly;
  details: Record<string, string | number | null>;
  created_at: string;
  resolved_at: string | null;
  resolved_by: string | null;
  note: string | null;
};

const shown = { OPEN: sql`resolved_at is null`, RESOLVED: sql`resolved_at is not null`, ALL: sql`true` } as const;

/** What does not add up, the newest first; nothing ever leaves the list but by a person's note. */
export async function anomaliesList(db: ReadDb, { kind, show, limit, cursor }: z.infer<typeof anomaliesInput>) {
  const [[open], rows] = await Promise.all([
    db.execute<{ n: number }>(sql`select count(*)::int as n from payment_anomalies where resolved_at is null`),
    db.execute<Row>(sql`
      select id, kind, details, created_at::text as created_at, resolved_at::text as resolved_at, resolved_by, note
      from payment_anomalies where ${shown[show]} ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
        ${cursor === undefined ? sql`` : sql`and (created_at, id) < (select created_at, id from payment_anomalies where id = ${cursor})`}
      order by created_at desc, id desc limit ${limit + 1}`),
  ]);
  const page = [...rows].slice(0, limit);
  const names = await namesOf(
    db,
    page.flatMap((row) => (row.resolved_by === null ? [] : [asId("user", row.resolved_by)])),
  );
  const anomalies = page.map((row) => ({
    id: asId("row", row.id),
    kind: row.kind,
    details: Object.entries(row.details).flatMap(([name, value]) =>
      value === null ? [] : [{ name, value: String(value) }],
    ),
    noticedAt: instant(databaseInstant(row.created_at)),
    resolvedAt: row.resolved_at && instant(databaseInstant(row.resolved_at)),
    resolvedByName: row.resolved_by === null ? null : shownName(names, row.resolved_by),
    note: row.note,
  }));
  return { anomalies, open: open?.n ?? 0, nextCursor: rows.length > limit ? (anomalies.at(-1)?.id ?? null) : null };
}
