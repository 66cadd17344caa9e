import "server-only";
import { PAIRING_MS, worksAt } from "@/server/auth/domain/station-device";
import { deviceOffered, ofDevice } from "@/server/auth/events";
import type { AuthCtx, DeviceCtx } from "@/server/auth/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { plainCode, readableCode } from "./readable-code";

export type Offer = { readonly id: Id<"stationDevice">; readonly code: string; readonly expiresAt: Date };

export const pairingHash = (ctx: AuthCtx, code: string): string => ctx.services.secrets.mac("pairing", plainCode(code));

/**
 * A place on the list for one more device of a station, and the code with which it is taken: once, within five minutes,
 * shown this once. `NOT_FOUND` where the manager does not work. Permission: device:manage.
 */
export async function offerPairing(
  ctx: DeviceCtx & { actor: UserActor },
  { stationId, name }: { stationId: Id<"station">; name: string },
): Promise<Result<Offer, Refusal>> {
  return ctx.transact(async (unit): Promise<Result<Offer, Refusal>> => {
    const now = await unit.clock.read();
    if (!worksAt(await unit.workplaces(ctx.actor.id), stationId, now)) return refuse({ kind: "NOT_FOUND" });
    const id = ctx.newId("stationDevice");
    const code = readableCode(ctx);
    const expiresAt = new Date(now.getTime() + PAIRING_MS);
    await unit.auth.stationDevices.add({
      ...{ id, stationId, name, offeredBy: ctx.actor.id, at: now },
      pairingHash: pairingHash(ctx, code),
      pairingExpiresAt: expiresAt,
    });
    await unit.events.append([ofDevice(deviceOffered, now, { deviceId: id, stationId })]);
    return ok({ id, code, expiresAt });
  });
}
