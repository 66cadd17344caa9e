import { expect } from "vitest";

import { eventLags } from "@/server/platform/event-lag";
import { drainEverything, test } from "@/tests/support/coupon-test";

test("an event waits for its readers, and for none once they have drained", async ({ sql, container }) => {
  await drainEverything(container);
  const { db } = container.database;
  expect(await eventLags(db)).toSatisfy((lags: { seconds: number }[]) => lags.every(({ seconds }) => seconds === 0));

  await sql`insert into events (event_id, epoch, xid, type, aggregate_id, actor, occurred_at, payload)
    select gen_random_uuid(), epoch, pg_current_xact_id(), 'CouponRedeemed', gen_random_uuid(), 'system:test', clock_timestamp() - interval '90 seconds', '{}' from cluster`;
  const waiting = await eventLags(db);
  expect(waiting.map(({ subscription }) => subscription)).toEqual(container.drainer.names.toSorted());
  for (const { seconds } of waiting) expect(seconds).toBeGreaterThanOrEqual(90);
});
