import "server-only";
import { hasSecondFactor } from "@/server/auth/domain/account";
import { ofPerson, secondFactorShown, signInFailed } from "@/server/auth/events";
import type { AuthCtx } from "@/server/auth/ports";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";
import { rateLimited } from "@/server/platform/limits";

import { countTry } from "./count-try";
import { showSecondFactor } from "./show-second-factor";

/**
 * The second factor once more, for the changes that want it fresh. Refuses `MFA_REQUIRED` for a wrong code,
 * `STATE_CONFLICT` where none is enrolled, `RATE_LIMITED` after five wrong ones. Permission: account:change.
 */
export async function stepUp(ctx: AuthCtx & { actor: UserActor }, otp: string): Promise<Result<true, Refusal>> {
  const { secrets, limits } = ctx.services;
  const key = `step-up:${secrets.mac("throttle", ctx.actor.id)}`;
  return ctx.transact(async (unit): Promise<Result<true, Refusal>> => {
    const { accounts, sessions, throttles } = unit.auth;
    const account = await accounts.lock(ctx.actor.id);
    if (!account || !hasSecondFactor(account)) return refuse({ kind: "STATE_CONFLICT" });
    const now = await unit.clock.read();
    const wait = await countTry(unit, [{ key, rule: limits.rules.signInDevice }], now);
    if (wait !== undefined) return refuse(rateLimited(wait));
    if (!(await showSecondFactor(ctx, unit, { account, otp, now }))) {
      await unit.events.append([ofPerson(signInFailed, now, { userId: account.id, reason: "SECOND_FACTOR" })]);
      return refuse({ kind: "MFA_REQUIRED" });
    }
    await throttles.clear([key]);
    const { sessionId } = ctx.actor;
    await sessions.showSecondFactor(sessionId, now);
    await unit.events.append([ofPerson(secondFactorShown, now, { userId: account.id, sessionId })]);
    return ok(true);
  });
}
