import "server-only";
import { hasSecondFactor } from "@/server/auth/domain/account";
import { ofPerson, secondFactorEnrolled } from "@/server/auth/events";
import type { AuthCtx } from "@/server/auth/ports";
import { utf8 } from "@/server/kernel/bytes";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { totpContext } from "./show-second-factor";

export type Enrolment = { readonly secret: string; readonly address: string };

/**
 * A secret for an authenticator app; it counts once a code of it is confirmed. `STATE_CONFLICT` where a factor is in force:
 * a stolen session must not replace it. Permission: account:change.
 */
export async function enrollSecondFactor(ctx: AuthCtx & { actor: UserActor }): Promise<Result<Enrolment, Refusal>> {
  const { secrets, secondFactor } = ctx.services;
  return ctx.transact(async (unit): Promise<Result<Enrolment, Refusal>> => {
    const account = await unit.auth.accounts.lock(ctx.actor.id);
    if (!account) return refuse({ kind: "NOT_FOUND" });
    if (hasSecondFactor(account)) return refuse({ kind: "STATE_CONFLICT" });
    const secret = secondFactor.newSecret(secrets.random(20));
    await unit.auth.accounts.change(account.id, { totpSecret: secrets.seal(utf8(secret), totpContext(account.id)) });
    await unit.events.append([ofPerson(secondFactorEnrolled, await unit.clock.read(), { userId: account.id })]);
    return ok({ secret, address: secondFactor.address(secret, account.email) });
  });
}
