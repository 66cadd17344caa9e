import "server-only";
import { isLive } from "@/server/auth/domain/one-time-code";
import { emailVerified, ofPerson } from "@/server/auth/events";
import type { AuthCtx } from "@/server/auth/ports";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { codeSubject, tokenHash } from "./issue-code";

const spent = refuse({ kind: "VALIDATION_ERROR", details: [{ path: "token", message: "unknown, used or too old" }] });

/** The link of the mail, once, while the address is still the account's. Permission: account:recover. */
export async function verifyEmail(ctx: AuthCtx, token: string): Promise<Result<true, Refusal>> {
  return ctx.transact(async (unit): Promise<Result<true, Refusal>> => {
    const code = await unit.auth.codes.lockByHash("VERIFY_EMAIL", tokenHash(ctx, token));
    const account = code && (await unit.auth.accounts.lock(code.userId));
    if (!account || codeSubject(ctx, account.email) !== code.subject) return spent;
    // The link opened twice, by its reader or by a mail scanner before them: what it asks for is done.
    if (account.emailVerifiedAt !== null) return ok(true);
    const now = await unit.clock.read();
    if (!isLive(code, now)) return spent;
    await unit.auth.codes.used(code.id, now);
    await unit.auth.accounts.change(account.id, { emailVerifiedAt: now });
    await unit.events.append([ofPerson(emailVerified, now, { userId: account.id })]);
    return ok(true);
  });
}
