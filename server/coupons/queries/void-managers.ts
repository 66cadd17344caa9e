import "server-only";
import type { ReadDb } from "@/db/client";
import { type ActingPerson, actingPeople } from "@/server/auth/contract";
import type { Id } from "@/server/kernel/id";
import { staffAt } from "@/server/stations/contract";

/** Who may be asked for a PIN at a station now; whether they have one, nobody is told. */
export const managersAt = async (db: ReadDb, stationId: Id<"station">): Promise<readonly ActingPerson[]> =>
  actingPeople(db, { role: "STATION_MANAGER", userIds: await staffAt(db, stationId) });

/** Whether this one is among them, for commands; read in their transaction. */
export const isManagerAt = async (
  db: Pick<ReadDb, "execute">,
  userId: Id<"user">,
  stationId: Id<"station">,
): Promise<boolean> => {
  const staff = await staffAt(db, stationId);
  if (!staff.includes(userId)) return false;
  return (await actingPeople(db, { role: "STATION_MANAGER", userIds: [userId] })).length === 1;
};
