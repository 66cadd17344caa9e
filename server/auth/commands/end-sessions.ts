import "server-only";
import { ofPerson, sessionEnded, type SessionEndReason } from "@/server/auth/events";
import type { AuthUnit } from "@/server/auth/ports";
import type { Id } from "@/server/kernel/id";

type Ending = { userId: Id<"user">; sessions: readonly Id<"session">[]; at: Date; reason: SessionEndReason };

/** Ends those of the sessions that still live; answers an event for each that ended now, for the command to append. */
export async function endSessions(unit: AuthUnit, { userId, sessions, at, reason }: Ending) {
  const ended = await unit.auth.sessions.revoke(sessions, { at, reason });
  return ended.map((sessionId) => ofPerson(sessionEnded, at, { userId, sessionId, reason }));
}

type DeviceEnding = { deviceId: Id<"stationDevice">; at: Date; reason: SessionEndReason };

/** The same for whoever is on a paired device. */
export async function endOnDevice(unit: AuthUnit, { deviceId, at, reason }: DeviceEnding) {
  const open = await unit.auth.sessions.liveOn(deviceId, at);
  const ended = [];
  for (const { id, userId } of open) ended.push(...(await endSessions(unit, { userId, sessions: [id], at, reason })));
  return ended;
}
