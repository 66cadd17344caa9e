import "server-only";
import { type SQL, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { namesOf, type PersonName } from "@/server/auth/contract";
import type { FlagVerdict } from "@/server/coupons/domain/fraud-flag";
import type { FraudRuleName } from "@/server/coupons/domain/fraud-rule";
import { asId, type Id } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";
import { stationsById } from "@/server/stations/contract";

export type FlagsAsk = {
  readonly state?: "OPEN" | "REVIEWED" | undefined;
  readonly rule?: FraudRuleName | undefined;
  readonly stationId?: Id<"station"> | undefined;
  readonly limit: number;
  readonly cursor?: Id<"row"> | undefined;
};

type Row = {
  id: string;
  rule: FraudRuleName;
  score: number;
  evidence: Record<string, number | string>;
  flagged_at: string;
  redemption_id: string | null;
  reference: string | null;
  coupon_id: string | null;
  attendant_id: string | null;
  station_id: string | null;
  verdict: FlagVerdict | null;
  note: string | null;
  reviewed_by: string | null;
  reviewed_at: string | null;
};

const conditionOf = ({ state, rule, stationId, cursor }: FlagsAsk): SQL =>
  sql.join(
    [
      sql`true`,
      state === undefined ? undefined : state === "OPEN" ? sql`f.verdict is null` : sql`f.verdict is not null`,
      rule === undefined ? undefined : sql`f.rule = ${rule}`,
      stationId === undefined ? undefined : sql`f.station_id = ${stationId}`,
      cursor === undefined
        ? undefined
        : sql`(f.flagged_at, f.id) < (select c.flagged_at, c.id from fraud_flags c where c.id = ${cursor})`,
    ].filter((part) => part !== undefined),
    sql` and `,
  );

/** What the rules found, newest first, and how many nobody has looked into yet. */
export async function fraudFlags(db: ReadDb, ask: FlagsAsk) {
  const [rows, [counted]] = await Promise.all([
    db.execute<Row>(sql`
      select f.id, f.rule, f.score, f.evidence, f.flagged_at::text as flagged_at, f.redemption_id, r.reference, f.coupon_id,
             f.attendant_id, f.station_id, f.verdict, f.note, f.reviewed_by, f.reviewed_at::text as reviewed_at
      from fraud_flags f
      left join redemption_keys k on k.redemption_id = f.redemption_id
      left join redemptions r on r.id = k.redemption_id and r.redeemed_at = k.redeemed_at
      where ${conditionOf(ask)}
      order by f.flagged_at desc, f.id desc limit ${ask.limit + 1}`),
    db.execute<{ open: number }>(sql`select count(*)::int as open from fraud_flags where verdict is null`),
  ]);
  const shown = [...rows].slice(0, ask.limit);
  const names = await namesFor(db, shown);
  return {
    flags: shown.map((row) => flagOf(row, names)),
    open: counted?.open ?? 0,
    nextCursor: rows.length > ask.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

type Names = {
  readonly people: ReadonlyMap<Id<"user">, PersonName>;
  readonly stations: ReadonlyMap<Id<"station">, { readonly name: string }>;
};

async function namesFor(db: ReadDb, rows: readonly Row[]): Promise<Names> {
  const people = rows.flatMap((row) => [row.attendant_id, row.reviewed_by]).filter((id) => id !== null);
  const stations = rows.map((row) => row.station_id).filter((id) => id !== null);
  return {
    people: await namesOf(
      db,
      [...new Set(people)].map((id) => asId("user", id)),
    ),
    stations: await stationsById(
      db,
      [...new Set(stations)].map((id) => asId("station", id)),
    ),
  };
}

const nameOf = ({ people }: Names, id: string): string => {
  const name = people.get(asId("user", id));
  return name ? `${name.firstName} ${name.lastName}` : "";
};

const flagOf = (row: Row, names: Names) => ({
  id: asId("row", row.id),
  rule: row.rule,
  score: row.score,
  evidence: row.evidence,
  flaggedAt: instant(databaseInstant(row.flagged_at)),
  redemption:
    row.redemption_id === null || row.reference === null
      ? null
      : { id: asId("redemption", row.redemption_id), reference: row.reference },
  couponId: row.coupon_id === null ? null : asId("coupon", row.coupon_id),
  attendant:
    row.attendant_id === null ? null : { id: asId("user", row.attendant_id), name: nameOf(names, row.attendant_id) },
  station: stationOf(row, names),
  review: reviewOf(row, names),
});

function stationOf(row: Row, names: Names) {
  if (row.station_id === null) return null;
  const id = asId("station", row.station_id);
  return { id, name: names.stations.get(id)?.name ?? "" };
}

function reviewOf({ verdict, note, reviewed_by: by, reviewed_at: at }: Row, names: Names) {
  if (verdict === null || note === null || by === null || at === null) return null;
  return { verdict, note, reviewerName: nameOf(names, by), reviewedAt: instant(databaseInstant(at)) };
}
