import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";

import type { Raffle } from "../domain/raffle";
import type { FreezeStore } from "../ports";

const issuing = "issue-tickets";

export const freezeStore = (tx: Tx): FreezeStore => ({
  async lockIssuing() {
    const rows = await tx.execute(sql`select 1 from subscriptions where name = ${issuing} for update`);
    if (rows.length !== 1) throw new Error("the subscription issue-tickets is not registered");
  },
  async noteHorizon(raffle) {
    await tx.execute(sql`
      update raffles r set freeze_horizon = c.epoch || ':' || pg_current_xact_id()
      from cluster c
      where r.id = ${raffle.id} and (r.freeze_horizon is null or split_part(r.freeze_horizon, ':', 1)::int <> c.epoch)`);
  },
  async readiness(raffle) {
    if (!(await isDrained(tx, raffle))) return "NOT_DRAINED";
    return (await hasParkedEvents(tx, raffle)) ? "PARKED_EVENTS" : "READY";
  },
});

/**
 * Everything below the horizon has ended (its transactions are older than the oldest running one) and the cursor has
 * passed it: one statement, hence one snapshot.
 */
async function isDrained(tx: Tx, { id }: Raffle): Promise<boolean> {
  const [row] = await tx.execute<{ drained: boolean }>(sql`
    select pg_snapshot_xmin(pg_current_snapshot()) >= split_part(r.freeze_horizon, ':', 2)::xid8
      and split_part(r.freeze_horizon, ':', 1)::int = c.epoch
      and not exists (
        select from events e
        where (e.epoch, e.xid, e.id) > (s.last_epoch, s.last_xid, s.last_id)
          and (e.epoch < c.epoch or e.xid < split_part(r.freeze_horizon, ':', 2)::xid8)) as drained
    from raffles r cross join cluster c cross join subscriptions s
    where r.id = ${id} and r.freeze_horizon is not null and s.name = ${issuing}`);
  return row?.drained === true;
}

/** An event that could not be applied and whose source lies in this raffle: its tickets may be missing. */
async function hasParkedEvents(tx: Tx, { opensAt, closesAt, stationIds }: Raffle): Promise<boolean> {
  if (opensAt === null) return false;
  const stations = stationIds === null ? null : sql.param([...stationIds]);
  const [row] = await tx.execute<{ parked: boolean }>(sql`
    select exists (
      select from dead_events d join events e on e.event_id = d.event_id
      where d.subscription = ${issuing}
        and coalesce((e.payload ->> 'redeemedAt')::timestamptz, e.occurred_at) >= ${opensAt.toISOString()}::timestamptz
        and coalesce((e.payload ->> 'redeemedAt')::timestamptz, e.occurred_at) < ${closesAt.toISOString()}::timestamptz
        and (${stations}::uuid[] is null or e.payload ->> 'stationId' is null or (e.payload ->> 'stationId')::uuid = any(${stations}::uuid[]))) as parked`);
  return row?.parked === true;
}
