import "server-only";
import type { AuthCtx } from "@/server/auth/ports";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { issueCode } from "./issue-code";

/** Another link to prove the caller's own address; nothing is sent once it is proved. Permission: account:change. */
export async function sendEmailLink(ctx: AuthCtx & { actor: UserActor }): Promise<Result<true, Refusal>> {
  return ctx.transact(async (unit): Promise<Result<true, Refusal>> => {
    const account = await unit.auth.accounts.lock(ctx.actor.id);
    if (!account) return refuse({ kind: "NOT_FOUND" });
    if (account.emailVerifiedAt !== null) return ok(true);
    const issued = await issueCode(ctx, unit, { account, now: await unit.clock.read(), purpose: "VERIFY_EMAIL" });
    if (!issued.ok) return issued;
    await unit.events.append(issued.value);
    return ok(true);
  });
}
