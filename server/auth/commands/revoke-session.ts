import "server-only";
import type { AuthCtx } from "@/server/auth/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { endSessions } from "./end-sessions";

/** Ends one of the caller's sessions, this one included; `NOT_FOUND` where it is not theirs or has ended. Permission: account:change. */
export async function revokeSession(
  ctx: AuthCtx & { actor: UserActor },
  id: Id<"session">,
): Promise<Result<true, Refusal>> {
  return ctx.transact(async (unit) => {
    const session = await unit.auth.sessions.lock(id);
    if (session?.userId !== ctx.actor.id) return refuse({ kind: "NOT_FOUND" });
    const at = await unit.clock.read();
    const ended = await endSessions(unit, { userId: ctx.actor.id, sessions: [id], at, reason: "REVOKED" });
    await unit.events.append(ended);
    return ended.length === 1 ? ok(true) : refuse({ kind: "NOT_FOUND" });
  });
}
