import { expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { auditRouter } from "@/server/audit/router";
import { drainEverything, redemptionsAs, sceneIn, test } from "@/tests/support/coupon-test";

const auditAs = createCallerFactory(auditRouter);

test("every event is sealed once, in order, and can be found by who and what", async ({ world, sql, container }) => {
  const { station, attendant, coupon } = await sceneIn(world);
  const ask = { qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "100.00" };
  await redemptionsAs(world.contextOf(attendant)).redeem(ask);
  await drainEverything(container);
  await redemptionsAs(world.contextOf(attendant)).redeem(ask);
  await drainEverything(container);
  const [counts] =
    await sql`select (select count(*)::int from events) as events, count(*)::int as sealed, max(seq)::int as last from audit_log`;
  expect(counts).toEqual({ events: counts?.["events"], sealed: counts?.["events"], last: counts?.["events"] });
  const auditor = auditAs(world.contextOf(await world.person("AUDITOR")));
  expect(await auditor.verify()).toMatchObject({ isIntact: true, checked: counts?.["events"], brokenAt: null });
  const { entries } = await auditor.list({ actor: `user:${attendant.id}`, type: "CouponRedeemed" });
  expect(entries).toMatchObject([{ aggregateId: coupon.id }, { aggregateId: coupon.id }]);
});

test("whatever is changed in the chain is found, at its place", async ({ world, sql, container }) => {
  await sceneIn(world);
  await sceneIn(world);
  await drainEverything(container);
  const auditor = auditAs(world.contextOf(await world.person("AUDITOR")));
  const corruptions = [
    `update audit_log set body = replace(body, '"version":1', '"version":2') where seq = 2`,
    `update audit_log set hash = sha256(hash) where seq = 2`,
    `update audit_log set prev = hash where seq = 2`,
    `delete from audit_log where seq = 2`,
    `update audit_log set seq = -seq where seq = 2`,
  ];
  for (const corruption of corruptions) {
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx.unsafe(corruption);
    });
    const found = await auditor.verify();
    expect(found.isIntact, corruption).toBe(false);
    await restore(sql, container);
  }
  expect(await auditor.verify()).toMatchObject({ isIntact: true });
});

/** The chain can be made anew from the log: the same events in the same order give the same hashes. */
async function restore(sql: import("postgres").Sql, container: Parameters<typeof drainEverything>[0]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`delete from audit_log`;
    await tx`update subscriptions set last_epoch = 0, last_xid = '0', last_id = 0 where name = 'seal-audit'`;
  });
  await drainEverything(container);
}
