import "server-only";
import type { AuthCtx } from "@/server/auth/ports";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { issueCode } from "./issue-code";

type SendCtx = AuthCtx & { actor: UserActor; services: { texts: unknown } };

/** Six digits by SMS to the caller's own number; only the newest code counts. `UNAVAILABLE` where nothing can send SMS. Permission: account:change. */
export async function sendOneTimeCode(ctx: SendCtx): Promise<Result<true, Refusal>> {
  // Where no SMS service is configured the screens hide this; whoever asks all the same is told.
  if (!ctx.services.texts) return refuse({ kind: "UNAVAILABLE" });
  return ctx.transact(async (unit): Promise<Result<true, Refusal>> => {
    const account = await unit.auth.accounts.lock(ctx.actor.id);
    if (!account) return refuse({ kind: "NOT_FOUND" });
    const issued = await issueCode(ctx, unit, { account, now: await unit.clock.read(), purpose: "VERIFY_PHONE" });
    if (!issued.ok) return issued;
    await unit.events.append(issued.value);
    return ok(true);
  });
}
