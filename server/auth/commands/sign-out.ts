import "server-only";
import type { AuthCtx } from "@/server/auth/ports";
import { ok, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { endSessions } from "./end-sessions";

/** Ends the caller's own session; its access token is worth nothing from then on. Permission: account:own. */
export async function signOut(ctx: AuthCtx & { actor: UserActor }): Promise<Result<true, never>> {
  await ctx.transact(async (unit) => {
    const at = await unit.clock.read();
    const { id: userId, sessionId } = ctx.actor;
    await unit.events.append(await endSessions(unit, { userId, sessions: [sessionId], at, reason: "SIGN_OUT" }));
  });
  return ok(true);
}
