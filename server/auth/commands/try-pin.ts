import "server-only";
import { PIN_TRIES } from "@/server/auth/domain/pin";
import { ofPerson, pinRefused } from "@/server/auth/events";
import type { AuthCtx } from "@/server/auth/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { rateLimited } from "@/server/platform/limits";

import { countTry } from "./count-try";
import { pinText } from "./set-pin";

export type PinTry = {
  readonly userId: Id<"user">;
  readonly pin: string;
  /** Where it is typed: tries are counted there too. */
  readonly stationId: Id<"station">;
  /** The paired device it is typed on, where it is one: tries are counted for this person there, and nowhere else. */
  readonly deviceId?: Id<"stationDevice"> | undefined;
};

/** One answer for a wrong PIN, for somebody who has none, and for somebody who is not there. */
export const PIN_NOT_RIGHT: Refusal = { kind: "ACCESS_DENIED", details: [{ path: "pin", message: "refused" }] };

/**
 * Whether this is the person's PIN; what it entitles to, the caller decides in a transaction of its own. Each try counts as
 * wrong from its start: five in a quarter of an hour per station and per person, or per person on a paired device, so that
 * nobody else's tries keep them off it; then `RATE_LIMITED`.
 */
export async function tryPin(
  ctx: AuthCtx,
  { userId, pin, stationId, deviceId }: PinTry,
): Promise<Result<true, Refusal>> {
  const { passwords, secrets } = ctx.services;
  const places = deviceId ? [`pin-device:${deviceId} ${userId}`] : [`pin-station:${stationId}`, `pin-person:${userId}`];
  const keys = places.map((of) => `${of.slice(0, of.indexOf(":"))}:${secrets.mac("throttle", of)}`);
  const begun = await ctx.transact(async (unit) => {
    const now = await unit.clock.read();
    const wait = await countTry(
      unit,
      keys.map((key) => ({ key, rule: PIN_TRIES })),
      now,
    );
    return { wait, hash: await unit.auth.pins.hashOf(userId) };
  });
  if (begun.wait !== undefined) return refuse(rateLimited(begun.wait));
  const isRight = await passwords.verify(begun.hash, pinText(ctx, userId, pin));
  return ctx.transact(async (unit) => {
    // Only this try is taken back: a right one must not clear what somebody else guessed.
    if (isRight) await unit.auth.throttles.forgive(keys);
    else await unit.events.append([ofPerson(pinRefused, await unit.clock.read(), { userId, stationId })]);
    return isRight ? ok(true) : refuse(PIN_NOT_RIGHT);
  });
}
