import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { campaignDays, campaigns, creatives } from "@/db/schema/ads";
import { files } from "@/db/schema/shared";
import { asId, type Id, type NewId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";

import type { CampaignContent, CampaignStatus } from "../domain/campaign";
import type { CampaignMove, CampaignStore, LockedCampaign } from "../ports";

export const campaignStore = (tx: Tx, newId: NewId): CampaignStore => ({
  async insert(id, advertiserId, content) {
    await tx.insert(campaigns).values({ id, advertiserId, ...columnsOf(content) });
    await insertCreatives(tx, newId, { id, content });
  },
  lock: (id, day) => lockCampaign(tx, id, day),
  async saveContent(id, content) {
    await guarded(
      tx
        .update(campaigns)
        .set(columnsOf(content))
        .where(and(eq(campaigns.id, id), eq(campaigns.status, "DRAFT")))
        .returning({ id: campaigns.id }),
    );
    await tx.delete(creatives).where(eq(creatives.campaignId, id));
    await insertCreatives(tx, newId, { id, content });
  },
  move: (id, from, move) => moveCampaign(tx, { id, from, move }),
  insertImage: async (image) => void (await tx.insert(files).values(image)),
  async ownImages(ids, owner) {
    const rows = await tx
      .select({ id: files.id })
      .from(files)
      .where(and(inArray(files.id, [...ids]), eq(files.ownerId, owner)));
    return new Set(rows.map((row) => row.id));
  },
  async overdue(now) {
    const rows = await tx.execute<{ id: string }>(sql`
      select id from ${campaigns} where status in ('ACTIVE', 'PAUSED') and ends_at <= ${now.toISOString()}::timestamptz
      order by id limit 100`);
    return [...rows].map((row) => asId("campaign", row.id));
  },
});

async function guarded(change: PromiseLike<readonly unknown[]>): Promise<void> {
  if ((await change).length !== 1) throw new Error("the campaign was not in the status its lock showed");
}

type Moving = { id: Id<"campaign">; from: CampaignStatus; move: CampaignMove };

const moveCampaign = (tx: Tx, { id, from, move: { to, decidedBy, reason } }: Moving): Promise<void> =>
  guarded(
    tx
      .update(campaigns)
      .set({ status: to, ...(decidedBy && { decidedBy }), ...(reason !== undefined && { decisionReason: reason }) })
      .where(and(eq(campaigns.id, id), eq(campaigns.status, from)))
      .returning({ id: campaigns.id }),
  );

const columnsOf = ({ target, ...content }: CampaignContent) => ({
  name: content.name,
  targetUrl: content.targetUrl,
  startsAt: content.startsAt,
  endsAt: content.endsAt,
  stationIds: target.stationIds && [...target.stationIds],
  states: target.states && [...target.states],
  fuels: target.fuels && [...target.fuels],
  hourFrom: target.hours?.from ?? null,
  hourTo: target.hours?.to ?? null,
  budgetCentavos: content.budget,
  dailyBudgetCentavos: content.dailyBudget,
  pricePerViewCentavos: content.pricePerView,
});

type Pictured = { id: Id<"campaign">; content: CampaignContent };

async function insertCreatives(tx: Tx, newId: NewId, { id, content }: Pictured): Promise<void> {
  await tx
    .insert(creatives)
    .values(content.creatives.map((creative) => ({ ...creative, id: newId("creative"), campaignId: id })));
}

async function lockCampaign(tx: Tx, id: Id<"campaign">, day: string): Promise<LockedCampaign | undefined> {
  const [row] = await tx.select().from(campaigns).where(eq(campaigns.id, id)).for("update");
  if (!row) return undefined;
  const [spent] = await tx
    .select()
    .from(campaignDays)
    .where(and(eq(campaignDays.campaignId, id), eq(campaignDays.day, day)));
  return {
    id,
    advertiserId: asId("user", row.advertiserId),
    status: row.status as CampaignStatus, // held by the table's check
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    target: {
      stationIds: row.stationIds,
      states: row.states,
      fuels: row.fuels,
      hours: row.hourFrom === null || row.hourTo === null ? null : { from: row.hourFrom, to: row.hourTo },
    },
    pricePerView: centavos(row.pricePerViewCentavos),
    total: { budget: centavos(row.budgetCentavos), spoken: centavos(row.reservedCentavos + row.capturedCentavos) },
    today: {
      budget: centavos(row.dailyBudgetCentavos),
      spoken: centavos((spent?.reservedCentavos ?? 0) + (spent?.capturedCentavos ?? 0)),
    },
    reserved: centavos(row.reservedCentavos),
    captured: centavos(row.capturedCentavos),
  };
}
