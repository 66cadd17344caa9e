import "server-only";
import { and, eq, isNotNull, isNull } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { stationDevices } from "@/db/schema/auth";
import type { StationDevice } from "@/server/auth/domain/station-device";
import type { StationDeviceStore } from "@/server/auth/ports/station-devices";
import { asId } from "@/server/kernel/id";

type Row = typeof stationDevices.$inferSelect;

const deviceOf = (row: Row): StationDevice => ({
  ...row,
  id: asId("stationDevice", row.id),
  stationId: asId("station", row.stationId),
});

export function stationDeviceStore(tx: Tx): StationDeviceStore {
  const { id: deviceId, pairingHash, keyHash, pairedAt, revokedAt } = stationDevices;
  const one = async (rows: Promise<Row[]>): Promise<StationDevice | undefined> => {
    const [row] = await rows;
    return row && deviceOf(row);
  };
  return {
    add: async ({ at, ...device }) => void (await tx.insert(stationDevices).values({ ...device, createdAt: at })),
    lock: (id) => one(tx.select().from(stationDevices).where(eq(deviceId, id)).for("update").execute()),
    lockByPairing: (hash) => one(tx.select().from(stationDevices).where(eq(pairingHash, hash)).for("update").execute()),
    byKey: (hash) =>
      one(
        tx
          .select()
          .from(stationDevices)
          .where(and(eq(keyHash, hash), isNotNull(pairedAt), isNull(revokedAt)))
          .execute(),
      ),
    pair: async (id, hash, at) =>
      void (await tx
        .update(stationDevices)
        .set({ keyHash: hash, pairedAt: at, pairingHash: null })
        .where(eq(deviceId, id))),
    revoke: async (id, { by, at }) =>
      void (await tx
        .update(stationDevices)
        .set({ revokedAt: at, revokedBy: by, pairingHash: null })
        .where(eq(deviceId, id))),
  };
}
