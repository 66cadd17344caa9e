import "server-only";
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { devices, userSessions } from "@/db/schema/auth";
import type { SessionStore } from "@/server/auth/ports";
import { asId } from "@/server/kernel/id";

export function sessionStore(tx: Tx): SessionStore {
  return {
    add: async (session) => void (await tx.insert(userSessions).values(session)),
    async lock(id) {
      const [row] = await tx.select().from(userSessions).where(eq(userSessions.id, id)).for("update");
      const stationDeviceId = row?.stationDeviceId ? asId("stationDevice", row.stationDeviceId) : null;
      return row && { ...row, id, userId: asId("user", row.userId), stationDeviceId };
    },
    async rotate(id, { refreshHash, at, expiresAt }) {
      await tx
        .update(userSessions)
        .set({ refreshHash, rotatedAt: at, expiresAt, rotations: sql`${userSessions.rotations} + 1` })
        .where(eq(userSessions.id, id));
    },
    showSecondFactor: async (id, at) =>
      void (await tx.update(userSessions).set({ mfaAt: at }).where(eq(userSessions.id, id))),
    async revoke(ids, { at, reason }) {
      if (ids.length === 0) return [];
      const ended = await tx
        .update(userSessions)
        .set({ revokedAt: at, revokedReason: reason })
        .where(and(inArray(userSessions.id, [...ids]), isNull(userSessions.revokedAt)))
        .returning({ id: userSessions.id });
      return ended.map((row) => asId("session", row.id));
    },
    async liveOf(userId, now) {
      const rows = await tx
        .select({ id: userSessions.id })
        .from(userSessions)
        .where(and(eq(userSessions.userId, userId), isNull(userSessions.revokedAt), gt(userSessions.expiresAt, now)));
      return rows.map((row) => asId("session", row.id));
    },
    async liveOn(deviceId, now) {
      const { id, userId, stationDeviceId, revokedAt, expiresAt } = userSessions;
      const rows = await tx
        .select({ id, userId })
        .from(userSessions)
        .where(and(eq(stationDeviceId, deviceId), isNull(revokedAt), gt(expiresAt, now)));
      return rows.map((row) => ({ id: asId("session", row.id), userId: asId("user", row.userId) }));
    },
    async deviceOf(userId, tokenHash) {
      const [row] = await tx
        .update(devices)
        .set({ lastSeenAt: sql`clock_timestamp()` })
        .where(and(eq(devices.userId, userId), eq(devices.tokenHash, tokenHash), isNull(devices.revokedAt)))
        .returning({ id: devices.id });
      return row && asId("device", row.id);
    },
    addDevice: async ({ at, ...device }) =>
      void (await tx.insert(devices).values({ ...device, createdAt: at, lastSeenAt: at })),
  };
}
