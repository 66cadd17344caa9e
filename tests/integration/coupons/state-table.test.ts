import { describe, expect } from "vitest";

import { COUPON_STATUSES, type CouponStatus, mayBecome } from "@/server/coupons/domain/coupon-status";
import { test } from "@/tests/support/coupon-test";

class Undo extends Error {}

const pairs = COUPON_STATUSES.flatMap((from) => COUPON_STATUSES.map((to) => [from, to] as const)).filter(
  ([from, to]) => from !== to,
);

/** What else a row of this status must be. */
const set = (status: CouponStatus) => ({
  status,
  balance_centavos: status === "ACTIVE" ? 100_000 : status === "PARTIALLY_REDEEMED" ? 50_000 : 0,
  status_before: status === "SUSPENDED" ? ("ACTIVE" as const) : null,
  dispute_id: status === "SUSPENDED" ? "00000000-0000-7000-8000-000000000001" : null,
});

describe("the database", () => {
  test("lets a coupon go where the table leads, and nowhere else", async ({ sql, world }) => {
    const { id } = await world.coupon({ owner: await world.person() });
    const reached: string[] = [];
    for (const [from, to] of pairs) {
      const outcome = await sql
        .begin(async (tx) => {
          await tx`set local session_replication_role = replica`;
          await tx`update coupons set ${tx(set(from))} where id = ${id}`;
          await tx`set local session_replication_role = origin`;
          await tx`update coupons set ${tx(set(to))} where id = ${id}`;
          throw new Undo();
        })
        .catch((fault: unknown) => (fault instanceof Undo ? "let" : String(fault)));
      if (outcome === "let") reached.push(`${from} > ${to}`);
      else expect(outcome).toContain(`a coupon cannot go from ${from} to ${to}`);
    }
    expect(reached).toEqual(pairs.filter(([from, to]) => mayBecome(from, to)).map(([from, to]) => `${from} > ${to}`));
  });

  test("suspends no coupon that no dispute is about", async ({ sql, world }) => {
    const { id } = await world.coupon({ owner: await world.person() });
    await expect(sql`update coupons set status = 'SUSPENDED', balance_centavos = 0 where id = ${id}`).rejects.toThrow(
      "coupons_suspended_is_disputed",
    );
  });
});
