import "server-only";
import { and, eq, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { boardChecks, priceChangeRequests, pumps, stationHours, stations } from "@/db/schema/stations";
import { asId, type Id } from "@/server/kernel/id";
import { tenthMilli } from "@/server/kernel/money";
import type { PriceRequest } from "@/server/stations/domain/price-request";
import type { StationDraft, StationPatch } from "@/server/stations/domain/station-draft";
import type { StationStore } from "@/server/stations/ports";

export const stationStore = (tx: Tx): StationStore => ({
  insert: (station) => insert(tx, station),

  async lock(id) {
    const [row] = await tx
      .select({
        acceptsCoupons: stations.acceptsCoupons,
        contractDate: stations.contractDate,
        timeZone: stations.timeZone,
      })
      .from(stations)
      .where(eq(stations.id, id))
      .for("no key update");
    return row;
  },

  update: (id, patch, at) => update(tx, { id, patch, at }),

  async isAssigned(userId, stationId, at) {
    const rows = await tx.execute(sql`
      select from assignments where user_id = ${userId} and station_id = ${stationId}
        and valid @> ${at.toISOString()}::timestamptz`);
    return rows.length > 0;
  },

  openRequest: (request) => openRequest(tx, request),
  lockRequest: (id) => lockRequest(tx, id),

  async decideRequest({ id, state, decidedBy, at }) {
    await tx.update(priceChangeRequests).set({ state, decidedBy, decidedAt: at }).where(eq(priceChangeRequests.id, id));
  },

  async noteBoard(checks) {
    await tx.insert(boardChecks).values(
      checks.map(({ board, price, ...check }) => ({
        ...check,
        boardTenthMilli: board,
        priceTenthMilli: price ?? null,
      })),
    );
  },
});

async function openRequest(tx: Tx, request: PriceRequest): Promise<void> {
  await tx.execute(sql`
    update price_change_requests set state = 'SUPERSEDED', decided_at = clock_timestamp()
    where station_id = ${request.stationId} and fuel = ${request.fuel} and state = 'PENDING_APPROVAL'`);
  await tx.insert(priceChangeRequests).values({
    id: request.id,
    stationId: request.stationId,
    fuel: request.fuel,
    priceTenthMilli: request.price,
    currentTenthMilli: request.current,
    effectiveFrom: request.effectiveFrom,
    requestedBy: request.requestedBy,
    state: "PENDING_APPROVAL",
  });
}

async function lockRequest(tx: Tx, id: Id<"row">): Promise<PriceRequest | undefined> {
  // The station first, as everybody does who changes its prices.
  await tx.execute(sql`
    select from stations where id = (select station_id from price_change_requests where id = ${id}) for no key update`);
  const [row] = await tx
    .select()
    .from(priceChangeRequests)
    .where(and(eq(priceChangeRequests.id, id), eq(priceChangeRequests.state, "PENDING_APPROVAL")))
    .for("update");
  if (!row) return undefined;
  return {
    id,
    stationId: asId("station", row.stationId),
    fuel: row.fuel,
    price: tenthMilli(row.priceTenthMilli),
    current: tenthMilli(row.currentTenthMilli),
    effectiveFrom: row.effectiveFrom,
    requestedBy: asId("user", row.requestedBy),
  };
}

type Update = { id: Id<"station">; patch: StationPatch; at: Date };

async function update(tx: Tx, { id, patch, at }: Update): Promise<void> {
  const { hours, pumps: pumpList, place, services, ...columns } = patch;
  await tx
    .update(stations)
    .set({
      ...columns,
      ...(place && { location: place }),
      ...(services && { services: [...services] }),
      updatedAt: at,
    })
    .where(eq(stations.id, id));
  await replaceHours(tx, id, hours);
  await replacePumps(tx, id, pumpList);
}

async function insert(tx: Tx, draft: StationDraft): Promise<boolean> {
  const { hours, pumps: pumpList, place, services, ...columns } = draft;
  const inserted = await tx
    .insert(stations)
    .values({ ...columns, location: place, services: [...services] })
    .onConflictDoNothing({ target: stations.permit })
    .returning({ id: stations.id });
  if (inserted.length === 0) return false;
  await replaceHours(tx, draft.id, hours);
  await replacePumps(tx, draft.id, pumpList);
  return true;
}

async function replaceHours(tx: Tx, stationId: Id<"station">, hours: StationPatch["hours"]): Promise<void> {
  if (!hours) return;
  await tx.delete(stationHours).where(eq(stationHours.stationId, stationId));
  if (hours.length > 0) await tx.insert(stationHours).values(hours.map((day) => ({ stationId, ...day })));
}

async function replacePumps(tx: Tx, stationId: Id<"station">, pumpList: StationPatch["pumps"]): Promise<void> {
  if (!pumpList) return;
  await tx.delete(pumps).where(eq(pumps.stationId, stationId));
  if (pumpList.length > 0)
    await tx.insert(pumps).values(pumpList.map(({ number, fuels }) => ({ stationId, number, fuels: [...fuels] })));
}
