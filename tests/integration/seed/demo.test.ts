import { expect } from "vitest";

import { seedDemo } from "@/db/seed/demo";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";
import { reconcileDay } from "@/server/payments/commands/reconcile-day";
import { expectBooksHold } from "@/tests/support/books-hold";
import { test } from "@/tests/support/coupon-test";

const SEED_MS = 120_000;

test(
  "given an empty database, the demonstration's money is lived in, its books hold, and a day of it can be compared",
  { timeout: SEED_MS },
  async ({ container, sql, databaseUrl }) => {
    expect(await seedDemo(container, () => undefined)).toBe("seeded");
    expect(await seedDemo(container, () => undefined)).toBe("already there");
    await expectBooksHold(databaseUrl);

    const refunds = await sql`select state, count(*)::int as n from refunds group by state order by state`;
    expect(refunds).toEqual([
      { state: "SUCCEEDED", n: 1 },
      { state: "FAILED", n: 1 },
      { state: "BY_HAND", n: 1 },
    ]);
    const disputes = await sql`select state from disputes order by state`;
    expect(disputes.map((row) => row["state"])).toEqual(["LOST", "OPEN", "WON"]);
    expect(await sql`select kind from payment_anomalies where resolved_at is null`).toEqual([{ kind: "MISSING_HERE" }]);
    const runs = await sql`select differences from reconciliations order by day`;
    expect(runs).toEqual([{ differences: 0 }, { differences: 0 }, { differences: 1 }]);

    const ctx = container.systemContext("reconcile-days");
    for (const days of [10, 9, 8, 7, 6]) {
      const day = localDay(new Date(Date.now() - days * 86_400_000), MEXICO_CITY);
      expect(await reconcileDay(ctx, day), day).toMatchObject({ ok: true, value: { differences: 0 } });
    }
    expect(await sql`select 1 from notifications where template like 'refund%' or template like 'dispute%'`).toEqual(
      [],
    );
  },
);
