import "server-only";
import { stateOf, worksAt } from "@/server/auth/domain/station-device";
import { deviceRevoked, ofDevice } from "@/server/auth/events";
import type { DeviceCtx } from "@/server/auth/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { endOnDevice } from "./end-sessions";

/**
 * The device is nobody's from now on, and whoever was working on it is signed out. `NOT_FOUND` where the manager does not
 * work, `STATE_CONFLICT` where it was revoked before. Permission: device:manage.
 */
export async function revokeDevice(
  ctx: DeviceCtx & { actor: UserActor },
  id: Id<"stationDevice">,
): Promise<Result<true, Refusal>> {
  return ctx.transact(async (unit): Promise<Result<true, Refusal>> => {
    const device = await unit.auth.stationDevices.lock(id);
    const now = await unit.clock.read();
    if (!device || !worksAt(await unit.workplaces(ctx.actor.id), device.stationId, now))
      return refuse({ kind: "NOT_FOUND" });
    if (stateOf(device, now) === "REVOKED") return refuse({ kind: "STATE_CONFLICT" });
    await unit.auth.stationDevices.revoke(id, { by: ctx.actor.id, at: now });
    const ended = await endOnDevice(unit, { deviceId: id, at: now, reason: "DEVICE_REVOKED" });
    await unit.events.append([ofDevice(deviceRevoked, now, { deviceId: id, stationId: device.stationId }), ...ended]);
    return ok(true);
  });
}
