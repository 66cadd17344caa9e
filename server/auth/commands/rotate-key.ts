import "server-only";
import { ACCESS_SECONDS } from "@/server/auth/domain/session";
import { keyRevoked, keyRotated } from "@/server/auth/events";
import type { AuthUnit } from "@/server/auth/ports";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx } from "@/server/platform/ctx";
import type { KeyPurpose, KeyRing } from "@/server/platform/keys";

type KeyCtx = Ctx<AuthUnit> & { readonly services: { readonly keys: KeyRing } };

/** How long a key goes on verifying after it signed its last token: as long as that token lives, twice. */
const OVERLAP_MS = 2 * ACCESS_SECONDS * 1_000;
/** A key signs access tokens for this long before the schedule replaces it. */
const AGE_MS = 30 * 86_400_000;

/**
 * A new key signs from now on; what the old one signed stays good. Answers the kid of the new one; `STATE_CONFLICT` where
 * somebody else rotated at the same moment. For scripts and jobs only.
 */
export async function rotateKey(ctx: KeyCtx, purpose: KeyPurpose): Promise<Result<string, Refusal>> {
  const key = await ctx.services.keys.prepare(purpose);
  const isDone = await ctx.transact(async (unit) => {
    const at = await unit.clock.read();
    if (!(await unit.auth.signingKeys.succeed(key, at))) return false;
    const payload = { purpose, kid: key.kid };
    await unit.events.append([{ type: keyRotated.type, aggregateId: ctx.newId("event"), occurredAt: at, payload }]);
    return true;
  });
  await ctx.services.keys.reload();
  return isDone ? ok(key.kid) : refuse({ kind: "STATE_CONFLICT" });
}

/** Rotates the access-token key when its month is over, and ends keys whose last token has expired. Safe to run at any time. */
export async function keepKeysYoung(ctx: KeyCtx): Promise<void> {
  const { isDue, revoked } = await ctx.transact(async (unit) => {
    const at = await unit.clock.read();
    const ended = await unit.auth.signingKeys.revokeRetired(new Date(at.getTime() - OVERLAP_MS));
    await unit.events.append(
      ended.map((kid) => ({
        type: keyRevoked.type,
        aggregateId: ctx.newId("event"),
        occurredAt: at,
        payload: { kid },
      })),
    );
    const since = await unit.auth.signingKeys.activeSince("ACCESS_TOKEN");
    return { isDue: since !== undefined && at.getTime() - since.getTime() > AGE_MS, revoked: ended };
  });
  if (isDue) await rotateKey(ctx, "ACCESS_TOKEN");
  else if (revoked.length > 0) await ctx.services.keys.reload();
}
