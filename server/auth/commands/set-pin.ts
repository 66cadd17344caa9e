import "server-only";
import { isWeakPin, PIN_TRIES } from "@/server/auth/domain/pin";
import { ofPerson, pinSet, signInFailed } from "@/server/auth/events";
import type { AuthCtx } from "@/server/auth/ports";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";
import { rateLimited } from "@/server/platform/limits";

import { countTry } from "./count-try";

export type PinChange = { readonly pin: string; readonly password: string };

/** What the hash is of: without the server's secret, a stolen table cannot be searched through six digits. */
export const pinText = (ctx: Pick<AuthCtx, "services">, userId: string, pin: string): string =>
  ctx.services.secrets.mac("pin", `${userId} ${pin}`);

/**
 * A new PIN, for whoever shows the password once more. Refuses `WEAK_PASSWORD`, `UNAUTHORIZED`, `RATE_LIMITED`. Permission:
 * account:pin.
 */
export async function setPin(
  ctx: AuthCtx & { actor: UserActor },
  { pin, password }: PinChange,
): Promise<Result<true, Refusal>> {
  const { passwords, secrets } = ctx.services;
  const userId = ctx.actor.id;
  if (isWeakPin(pin)) return refuse({ kind: "WEAK_PASSWORD" });
  const key = `pin-change:${secrets.mac("throttle", userId)}`;
  const begun = await ctx.transact(async (unit) => ({
    account: await unit.auth.accounts.byId(userId),
    wait: await countTry(unit, [{ key, rule: PIN_TRIES }], await unit.clock.read()),
  }));
  if (begun.wait !== undefined) return refuse(rateLimited(begun.wait));
  const isRight = await passwords.verify(begun.account?.passwordHash, password);
  const pinHash = isRight ? await passwords.hash(pinText(ctx, userId, pin)) : undefined;
  return ctx.transact(async (unit) => {
    const account = await unit.auth.accounts.lock(userId);
    const now = await unit.clock.read();
    // A password changed while this one was being checked makes it a wrong one.
    if (!account?.isActive || pinHash === undefined || account.passwordHash !== begun.account?.passwordHash) {
      await unit.events.append([ofPerson(signInFailed, now, { userId, reason: "PASSWORD" })]);
      return refuse({ kind: "UNAUTHORIZED", details: [{ path: "password", message: "not the password" }] });
    }
    await unit.auth.throttles.clear([key]);
    await unit.auth.pins.save(userId, pinHash, now);
    await unit.events.append([ofPerson(pinSet, now, { userId })]);
    return ok(true);
  });
}
