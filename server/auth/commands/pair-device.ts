import "server-only";
import { PIN_TRIES } from "@/server/auth/domain/pin";
import { stateOf } from "@/server/auth/domain/station-device";
import { devicePaired, ofDevice } from "@/server/auth/events";
import type { DeviceCtx } from "@/server/auth/ports";
import { toBase64url } from "@/server/kernel/bytes";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { AuthServices } from "@/server/platform/credentials";
import { rateLimited } from "@/server/platform/limits";

import { countTry } from "./count-try";
import { pairingHash } from "./offer-pairing";

/** The key is shown this once; the device keeps it and sends it along with every request. */
export type Paired = { readonly id: Id<"stationDevice">; readonly key: string };

export const stationKeyHash = (ctx: { services: Pick<AuthServices, "secrets"> }, key: string): string =>
  ctx.services.secrets.mac("station-key", key);

const wrong = refuse({ kind: "VALIDATION_ERROR", details: [{ path: "code", message: "unknown, used or too old" }] });

/**
 * Makes the device that shows the code one of the station's: once, in time. Wrong codes are counted per network. Refuses
 * `VALIDATION_ERROR`, `RATE_LIMITED`. Permission: device:use.
 */
export async function pairDevice(ctx: DeviceCtx, code: string): Promise<Result<Paired, Refusal>> {
  const key = `pairing:${ctx.services.secrets.mac("throttle", ctx.network)}`;
  return ctx.transact(async (unit): Promise<Result<Paired, Refusal>> => {
    const wait = await countTry(unit, [{ key, rule: PIN_TRIES }], await unit.clock.read());
    if (wait !== undefined) return refuse(rateLimited(wait));
    const device = await unit.auth.stationDevices.lockByPairing(pairingHash(ctx, code));
    const now = await unit.clock.read();
    if (!device || stateOf(device, now) !== "OFFERED") return wrong;
    await unit.auth.throttles.forgive([key]);
    const { id, stationId } = device;
    const deviceKey = toBase64url(ctx.services.secrets.random(32));
    await unit.auth.stationDevices.pair(id, stationKeyHash(ctx, deviceKey), now);
    await unit.events.append([ofDevice(devicePaired, now, { deviceId: id, stationId })]);
    return ok({ id, key: deviceKey });
  });
}
