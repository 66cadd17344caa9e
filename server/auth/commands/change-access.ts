import "server-only";
import type { Role } from "@/server/auth/domain/role";
import { accessChanged, ofPerson } from "@/server/auth/events";
import type { AuthCtx } from "@/server/auth/ports";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { endSessions } from "./end-sessions";

export type AccessChange = {
  readonly userId: Id<"user">;
  readonly role?: Role | undefined;
  readonly isActive?: boolean | undefined;
  readonly reason: string;
};

/**
 * Gives somebody another role, shuts their account or opens it again; all their sessions end with it. Nobody changes their
 * own: `ACCESS_DENIED`. What changes nothing is `STATE_CONFLICT`. Permission: user:manage.
 */
export async function changeAccess(
  ctx: AuthCtx & { actor: UserActor },
  { userId, role, isActive, reason }: AccessChange,
): Promise<Result<true, Refusal>> {
  if (userId === ctx.actor.id) return refuse({ kind: "ACCESS_DENIED" });
  return ctx.transact(async (unit): Promise<Result<true, Refusal>> => {
    const { accounts, sessions } = unit.auth;
    const account = await accounts.lock(userId);
    if (!account) return refuse({ kind: "NOT_FOUND" });
    const access = { role: role ?? account.role, isActive: isActive ?? account.isActive };
    if (access.role === account.role && access.isActive === account.isActive) return refuse({ kind: "STATE_CONFLICT" });
    const at = await unit.clock.read();
    await accounts.entitle(userId, access);
    const live = await sessions.liveOf(userId, at);
    const ended = await endSessions(unit, { userId, sessions: live, at, reason: "ACCESS_CHANGED" });
    await unit.events.append([ofPerson(accessChanged, at, { userId, ...access, reason }), ...ended]);
    return ok(true);
  });
}
