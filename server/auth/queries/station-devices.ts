import "server-only";
import { and, desc, eq, inArray, isNull } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { pins, stationDevices, users } from "@/db/schema/auth";
import { stateOf, worksAt } from "@/server/auth/domain/station-device";
import { asId, type Id } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import { assignmentsOf, staffAt, stationsById } from "@/server/stations/contract";

import { actingPeople } from "./acting-people";

const MOST = 100;

type Asked = { readonly stationId: Id<"station">; readonly managerId: Id<"user">; readonly now: Date };

/** The devices of a station where the manager works, the newest first; undefined for any other station. */
export async function devicesOf(db: ReadDb, { stationId, managerId, now }: Asked) {
  if (!worksAt(await assignmentsOf(db, managerId), stationId, now)) return undefined;
  const rows = await db
    .select({ device: stationDevices, firstName: users.firstName, lastName: users.lastName })
    .from(stationDevices)
    .innerJoin(users, eq(users.id, stationDevices.offeredBy))
    .where(eq(stationDevices.stationId, stationId))
    .orderBy(desc(stationDevices.createdAt), desc(stationDevices.id))
    .limit(MOST);
  return rows.map(({ device, firstName, lastName }) => {
    const id = asId("stationDevice", device.id);
    return {
      id,
      name: device.name,
      state: stateOf({ ...device, id, stationId }, now),
      offeredBy: `${firstName} ${lastName}`,
      offeredAt: instant(device.createdAt),
      pairedAt: device.pairedAt && instant(device.pairedAt),
      revokedAt: device.revokedAt && instant(device.revokedAt),
    };
  });
}

/** What a paired device shows before anybody is on it: where it stands, and who may type a PIN there now. */
export async function deviceHere(db: ReadDb, keyHash: string) {
  const [device] = await db
    .select({ id: stationDevices.id, name: stationDevices.name, stationId: stationDevices.stationId })
    .from(stationDevices)
    .where(and(eq(stationDevices.keyHash, keyHash), isNull(stationDevices.revokedAt)));
  if (!device) return undefined;
  const stationId = asId("station", device.stationId);
  const [stations, people] = await Promise.all([stationsById(db, [stationId]), withPin(db, stationId)]);
  return {
    id: asId("stationDevice", device.id),
    name: device.name,
    station: { id: stationId, name: stations.get(stationId)?.name ?? "" },
    people,
  };
}

async function withPin(db: ReadDb, stationId: Id<"station">) {
  const acting = await actingPeople(db, { role: "ATTENDANT", userIds: await staffAt(db, stationId) });
  if (acting.length === 0) return [];
  const ids = acting.map(({ id }) => id);
  const rows = await db.select({ userId: pins.userId }).from(pins).where(inArray(pins.userId, ids));
  const having = new Set(rows.map(({ userId }) => userId));
  return acting
    .filter(({ id }) => having.has(id))
    .map(({ id, firstName, lastName }) => ({ id, name: `${firstName} ${lastName.slice(0, 1)}.` }));
}
