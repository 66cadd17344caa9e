import "server-only";
import type { Account } from "@/server/auth/domain/account";
import { type StationDevice, stateOf, worksAt } from "@/server/auth/domain/station-device";
import type { DeviceCtx, DeviceUnit } from "@/server/auth/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { endOnDevice } from "./end-sessions";
import { type Grant, grantAccess, openSession } from "./open-session";
import { stationKeyHash } from "./pair-device";
import { PIN_NOT_RIGHT, tryPin } from "./try-pin";

export type PinSignIn = { readonly userId: Id<"user">; readonly pin: string };
export type PinSignedIn = Grant & { readonly account: Account };

type Opened = { account: Account; sessionId: Id<"session">; refreshToken: string };

/**
 * An attendant's way onto a paired device of a station where they work now; whoever was on it before is off it. Refuses
 * `UNAUTHORIZED` for a device that is not paired, `ACCESS_DENIED` for anything wrong with person or PIN, `RATE_LIMITED`.
 * Permission: device:use.
 */
export async function signInWithPin(ctx: DeviceCtx, { userId, pin }: PinSignIn): Promise<Result<PinSignedIn, Refusal>> {
  const { stationKey } = ctx;
  if (stationKey === undefined) return refuse({ kind: "UNAUTHORIZED" });
  const device = await ctx.transact((unit) => unit.auth.stationDevices.byKey(stationKeyHash(ctx, stationKey)));
  if (!device) return refuse({ kind: "UNAUTHORIZED" });
  const tried = await tryPin(ctx, { userId, pin, stationId: device.stationId, deviceId: device.id });
  if (!tried.ok) return tried;
  const opened = await ctx.transact((unit) => open(ctx, unit, { device, userId }));
  if (!opened.ok) return opened;
  return ok({ ...(await grantAccess(ctx, { ...opened.value, mfaAt: null })), account: opened.value.account });
}

type Opening = { device: StationDevice; userId: Id<"user"> };

async function open(ctx: DeviceCtx, unit: DeviceUnit, { device, userId }: Opening): Promise<Result<Opened, Refusal>> {
  // Held, so that a revocation either finds this session or is found by it.
  const held = await unit.auth.stationDevices.lock(device.id);
  const account = await unit.auth.accounts.lock(userId);
  const now = await unit.clock.read();
  if (!held || stateOf(held, now) !== "PAIRED") return refuse({ kind: "UNAUTHORIZED" });
  const isStaff = account?.isActive && account.role === "ATTENDANT";
  if (!isStaff || !worksAt(await unit.workplaces(userId), device.stationId, now)) return refuse(PIN_NOT_RIGHT);
  await unit.events.append(await endOnDevice(unit, { deviceId: device.id, at: now, reason: "SWITCHED" }));
  const onDevice = { stationDeviceId: device.id, mfaAt: null, isNewDevice: false };
  return ok({ account, ...(await openSession(ctx, unit, { account, now, ...onDevice })) });
}
