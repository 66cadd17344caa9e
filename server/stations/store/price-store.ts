import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import type { Fuel } from "@/server/kernel/fuel";
import type { Id, NewId } from "@/server/kernel/id";
import { tenthMilli } from "@/server/kernel/money";
import { databaseInstant } from "@/server/platform/database-time";
import { priceKey } from "@/server/stations/domain/import-suspicion";
import type { PricePeriod, PriceSource } from "@/server/stations/domain/price-period";
import type { PricePlanOf, PriceStore } from "@/server/stations/ports";

type PeriodRow = {
  id: string;
  station_id: string;
  fuel: Fuel;
  price: number;
  valid_from: string;
  valid_to: string | null;
  source: PriceSource;
};

export const priceStore = (tx: Tx, newId: NewId): PriceStore => ({
  async endingAfter(stationIds, at, lock) {
    const ids = sql.param([...stationIds]);
    if (lock === "lock")
      await tx.execute(sql`select from stations where id = any(${ids}::uuid[]) order by id for no key update`);
    const rows = await tx.execute<PeriodRow>(sql`
      select id, station_id, fuel, price_tenth_milli as price, source, lower(valid)::text as valid_from,
             case when upper_inf(valid) then null else upper(valid)::text end as valid_to
      from price_periods
      where station_id = any(${ids}::uuid[]) and valid && tstzrange(${at.toISOString()}::timestamptz, null)`);
    return periodsByKey([...rows]);
  },

  async setByPeopleIn({ stationId, fuel, from, to }) {
    const rows = await tx.execute<{ id: string; valid_from: string }>(sql`
      select id, lower(valid)::text as valid_from from price_periods
      where station_id = ${stationId} and fuel = ${fuel} and source in ('MANAGER', 'ADMIN') and actor_id is not null
        and lower(valid) >= ${from.toISOString()}::timestamptz and lower(valid) < ${to.toISOString()}::timestamptz`);
    return [...rows].map((row) => ({ id: row.id, from: databaseInstant(row.valid_from) }));
  },

  async apply(plans, actorId) {
    await removeAndEnd(tx, plans);
    await beginAndOpen({ tx, plans, actorId, newId });
  },
});

function periodsByKey(rows: readonly PeriodRow[]): Map<string, PricePeriod[]> {
  const found = new Map<string, PricePeriod[]>();
  for (const row of rows) {
    const key = priceKey({ stationId: row.station_id, fuel: row.fuel });
    const period: PricePeriod = {
      id: row.id,
      price: tenthMilli(row.price),
      from: databaseInstant(row.valid_from),
      to: row.valid_to === null ? null : databaseInstant(row.valid_to),
      source: row.source,
    };
    const periods = found.get(key);
    if (periods) periods.push(period);
    else found.set(key, [period]);
  }
  return found;
}

function expectCount(done: { length: number }, expected: number): void {
  if (done.length !== expected) throw new Error("a price period changed under our hands");
}

// Room is made before it is taken: the exclusion constraint looks at every row at once.
async function removeAndEnd(tx: Tx, plans: readonly PricePlanOf[]): Promise<void> {
  const removed = plans.flatMap(({ plan }) => plan.remove);
  if (removed.length > 0) {
    const gone = await tx.execute(
      sql`delete from price_periods where id = any(${sql.param(removed)}::uuid[]) returning id`,
    );
    expectCount(gone, removed.length);
  }
  const ended = plans.flatMap(({ plan }) => plan.end);
  if (ended.length === 0) return;
  const done = await tx.execute(sql`
    update price_periods p set valid = tstzrange(lower(p.valid), e."to")
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as e(id uuid, "to" timestamptz)
    where p.id = e.id returning p.id`);
  expectCount(done, ended.length);
}

type Opening = { tx: Tx; plans: readonly PricePlanOf[]; actorId: Id<"user"> | undefined; newId: NewId };

async function beginAndOpen({ tx, plans, actorId, newId }: Opening): Promise<void> {
  const begun = plans.flatMap(({ plan }) => plan.begin);
  if (begun.length > 0) {
    const done = await tx.execute(sql`
      update price_periods p set valid = tstzrange(b."from", upper(p.valid))
      from jsonb_to_recordset(${JSON.stringify(begun)}::jsonb) as b(id uuid, "from" timestamptz)
      where p.id = b.id returning p.id`);
    expectCount(done, begun.length);
  }
  const opened = plans.flatMap(({ stationId, fuel, plan }) =>
    plan.open.map((period) => ({ id: newId("row"), stationId, fuel, ...period })),
  );
  if (opened.length === 0) return;
  await tx.execute(sql`
    insert into price_periods (id, station_id, fuel, price_tenth_milli, valid, source, actor_id)
    select o.id, o."stationId", o.fuel, o.price, tstzrange(o."from", o."to"), o.source,
           case when o.source = 'REGULATOR' then null else ${actorId ?? null}::uuid end
    from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb)
      as o(id uuid, "stationId" uuid, fuel fuel, price int, "from" timestamptz, "to" timestamptz, source text)`);
}
