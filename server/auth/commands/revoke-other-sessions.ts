import "server-only";
import type { AuthCtx } from "@/server/auth/ports";
import { ok, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { endSessions } from "./end-sessions";

/** Ends every session of the caller but this one; answers how many ended. Permission: account:change. */
export async function revokeOtherSessions(ctx: AuthCtx & { actor: UserActor }): Promise<Result<number, never>> {
  return ctx.transact(async (unit) => {
    const { id: userId, sessionId } = ctx.actor;
    const at = await unit.clock.read();
    const sessions = (await unit.auth.sessions.liveOf(userId, at)).filter((id) => id !== sessionId);
    const ended = await endSessions(unit, { userId, sessions, at, reason: "REVOKED" });
    await unit.events.append(ended);
    return ok(ended.length);
  });
}
