import { describe, expect } from "vitest";

import { asId } from "@/server/kernel/id";
import { test } from "@/tests/support/auth-test";
import { redemptionsAs, refusalOf, sceneIn } from "@/tests/support/coupon-test";

describe("changing what somebody may", () => {
  test("ends their sessions, and money refuses at once", async ({ desk, world, sql }) => {
    const admin = await desk.calls();
    const asAdmin = async () => {
      const me = await desk.newcomer();
      await sql`update users set role = 'ADMIN' where id = ${me.id}`;
      const grant = await desk.login(me);
      await sql`update user_sessions set mfa_at = now() where user_id = ${me.id}`;
      return desk.as(grant);
    };
    const boss = await asAdmin();
    const { station, attendant, coupon } = await sceneIn(world);
    const ask = { qrCode: coupon.code, stationId: station, pumpNumber: 1, amount: "50.00" };
    await redemptionsAs(world.contextOf(attendant)).redeem(ask);
    const change = { id: attendant.id, isActive: false, reason: "dejó de trabajar aquí" };
    expect(await refusalOf(admin.changeAccess(change))).toBe("UNAUTHORIZED");
    await boss.changeAccess(change);
    expect(await refusalOf(redemptionsAs(world.contextOf(attendant)).redeem(ask))).toBe("UNAUTHORIZED");
    expect(await refusalOf(boss.changeAccess(change))).toBe("STATE_CONFLICT");
    await boss.changeAccess({ ...change, isActive: true, role: "CUSTOMER" });
    const [row] = await sql`select role, is_active, permission_version from users where id = ${attendant.id}`;
    expect(row).toEqual({ role: "CUSTOMER", is_active: true, permission_version: 3 });
    const told = await sql`select payload ->> 'reason' as reason from events
      where type = 'AccessChanged' and aggregate_id = ${attendant.id} order by id`;
    expect(told).toEqual([{ reason: change.reason }, { reason: change.reason }]);
  });

  test("is nobody's to do to themself", async ({ desk, sql }) => {
    const me = await desk.newcomer();
    await sql`update users set role = 'ADMIN' where id = ${me.id}`;
    const grant = await desk.login(me);
    await sql`update user_sessions set mfa_at = now() where user_id = ${me.id}`;
    const calls = await desk.as(grant);
    const own = { id: asId("user", me.id), role: "AUDITOR", reason: "quiero mirar" } as const;
    expect(await refusalOf(calls.changeAccess(own))).toBe("ACCESS_DENIED");
  });
});
