import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";

import type { CampaignStatus } from "../domain/campaign";
import type { campaignsOutput, campaignView } from "../schemas/campaign";

type Row = {
  id: string;
  name: string;
  target_url: string;
  status: CampaignStatus;
  starts_at: string;
  ends_at: string;
  station_ids: string[] | null;
  states: string[] | null;
  fuels: Fuel[] | null;
  hour_from: number | null;
  hour_to: number | null;
  budget: string;
  daily_budget: string;
  price: string;
  reserved: string;
  captured: string;
  decision_reason: string | null;
  creatives: { id: string; title: string }[];
  views: number;
};

const viewOf = (row: Row): z.input<typeof campaignView> => ({
  id: asId("campaign", row.id),
  name: row.name,
  targetUrl: row.target_url,
  status: row.status,
  startDate: instant(databaseInstant(row.starts_at)),
  endDate: instant(databaseInstant(row.ends_at)),
  stationIds: row.station_ids?.map((id) => asId("station", id)) ?? null,
  states: row.states,
  fuels: row.fuels,
  hours: row.hour_from === null || row.hour_to === null ? null : { from: row.hour_from, to: row.hour_to },
  budgetTotal: formatPesos(Number(row.budget)),
  budgetPerDay: formatPesos(Number(row.daily_budget)),
  pricePerView: formatPesos(Number(row.price)),
  reserved: formatPesos(Number(row.reserved)),
  spent: formatPesos(Number(row.captured)),
  decisionReason: row.decision_reason,
  creatives: row.creatives.map(({ id, title }) => ({ id: asId("creative", id), title })),
  views: row.views,
});

const selected = (where: SQL, limit: number): SQL => sql`
  select c.id, c.name, c.target_url, c.status, c.starts_at::text, c.ends_at::text, to_jsonb(c.station_ids) as station_ids,
         to_jsonb(c.states) as states, to_jsonb(c.fuels) as fuels, c.hour_from, c.hour_to, c.budget_centavos as budget,
         c.daily_budget_centavos as daily_budget, c.price_per_view_centavos as price, c.reserved_centavos as reserved,
         c.captured_centavos as captured, c.decision_reason,
         (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'title', a.title) order by a.id), '[]'::jsonb)
            from creatives a where a.campaign_id = c.id) as creatives,
         (select count(*)::int from ad_sessions s where s.campaign_id = c.id and s.status = 'WATCHED') as views
  from campaigns c where ${where} order by c.id desc limit ${limit}`;

type ListAsk = {
  /** Left out: everybody's. */
  readonly owner: Id<"user"> | undefined;
  readonly status?: CampaignStatus | undefined;
  readonly limit: number;
  readonly cursor?: Id<"campaign"> | undefined;
};

/** The newest first. */
export async function campaignsOf(db: ReadDb, ask: ListAsk): Promise<z.input<typeof campaignsOutput>> {
  const own = ask.owner === undefined ? sql`true` : sql`c.advertiser_id = ${ask.owner}`;
  const inStatus = ask.status === undefined ? sql`` : sql`and c.status = ${ask.status}`;
  const after = ask.cursor === undefined ? sql`` : sql`and c.id < ${ask.cursor}`;
  const rows = await db.execute<Row>(selected(sql`${own} ${inStatus} ${after}`, ask.limit + 1));
  const shown = [...rows].slice(0, ask.limit);
  return { campaigns: shown.map(viewOf), nextCursor: rows.length > ask.limit ? (shown.at(-1)?.id ?? null) : null };
}

type OneAsk = { readonly id: Id<"campaign">; readonly owner: Id<"user"> | undefined };

export async function campaignById(db: ReadDb, { id, owner }: OneAsk) {
  const own = owner === undefined ? sql`true` : sql`c.advertiser_id = ${owner}`;
  const [row] = await db.execute<Row>(selected(sql`c.id = ${id} and ${own}`, 1));
  return row && viewOf(row);
}
