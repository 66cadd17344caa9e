import "server-only";
import { type AccountChange, normalisePhone } from "@/server/auth/domain/account";
import { ofPerson, profileChanged } from "@/server/auth/events";
import type { AuthCtx } from "@/server/auth/ports";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

export type ProfileChange = {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  /** Null takes the number away. */
  readonly phone?: string | null | undefined;
  readonly locale?: "es-MX" | "en" | undefined;
};

/**
 * The caller's own name, number and language; a new number has to be proved again. `STATE_CONFLICT` where somebody else
 * has proved the number. Permission: account:change.
 */
export async function updateProfile(
  ctx: AuthCtx & { actor: UserActor },
  asked: ProfileChange,
): Promise<Result<true, Refusal>> {
  const phone = typeof asked.phone === "string" ? normalisePhone(asked.phone) : asked.phone;
  if (typeof asked.phone === "string" && phone === undefined) {
    return refuse({ kind: "VALIDATION_ERROR", details: [{ path: "phone", message: "not a Mexican number" }] });
  }
  return ctx.transact(async (unit): Promise<Result<true, Refusal>> => {
    const account = await unit.auth.accounts.lock(ctx.actor.id);
    if (!account) return refuse({ kind: "NOT_FOUND" });
    const isNewPhone = phone !== undefined && phone !== account.phone;
    if (isNewPhone && phone !== null && !(await unit.auth.accounts.freePhone(phone))) {
      return refuse({ kind: "STATE_CONFLICT", details: [{ path: "phone", message: "belongs to another account" }] });
    }
    const change: AccountChange = {
      ...(asked.firstName !== undefined && { firstName: asked.firstName }),
      ...(asked.lastName !== undefined && { lastName: asked.lastName }),
      ...(asked.locale !== undefined && { locale: asked.locale }),
      ...(isNewPhone && { phone, phoneVerifiedAt: null }),
    };
    const fields = Object.keys(change);
    if (fields.length === 0) return ok(true);
    await unit.auth.accounts.change(account.id, change);
    await unit.events.append([ofPerson(profileChanged, await unit.clock.read(), { userId: account.id, fields })]);
    return ok(true);
  });
}
