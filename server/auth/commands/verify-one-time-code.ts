import "server-only";
import { mayTry } from "@/server/auth/domain/one-time-code";
import { codeRefused, ofPerson, phoneVerified } from "@/server/auth/events";
import type { AuthCtx } from "@/server/auth/ports";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { codeSubject, typedHash } from "./issue-code";

const wrong = refuse({ kind: "VALIDATION_ERROR", details: [{ path: "code", message: "wrong, used or too old" }] });

/** The digits of the newest SMS prove the number; three tries, whatever was typed. Permission: account:change. */
export async function verifyOneTimeCode(
  ctx: AuthCtx & { actor: UserActor },
  typed: string,
): Promise<Result<true, Refusal>> {
  return ctx.transact(async (unit): Promise<Result<true, Refusal>> => {
    const { accounts, codes } = unit.auth;
    const account = await accounts.lock(ctx.actor.id);
    if (!account?.phone) return wrong;
    const code = await codes.lockNewest("VERIFY_PHONE", account.id);
    const now = await unit.clock.read();
    if (!code || !mayTry(code, now) || codeSubject(ctx, account.phone) !== code.subject) return wrong;
    if (typedHash(ctx, { rowId: code.id, code: typed }) !== code.codeHash) {
      await codes.tried(code.id);
      await unit.events.append([ofPerson(codeRefused, now, { userId: account.id, purpose: "VERIFY_PHONE" })]);
      return wrong;
    }
    await codes.used(code.id, now);
    await accounts.change(account.id, { phoneVerifiedAt: now });
    await unit.events.append([ofPerson(phoneVerified, now, { userId: account.id })]);
    return ok(true);
  });
}
