import "server-only";
import { normaliseEmail } from "@/server/auth/domain/account";
import type { AuthCtx } from "@/server/auth/ports";
import { ok, type Result } from "@/server/kernel/result";

import { issueCode } from "./issue-code";

/**
 * Mails a link to choose a new password. The answer is the same for an address nobody has and for one that had ten links
 * this hour: it tells nothing. Permission: account:recover.
 */
export async function forgetPassword(ctx: AuthCtx, address: string): Promise<Result<true, never>> {
  const email = normaliseEmail(address);
  if (email === undefined) return ok(true);
  await ctx.transact(async (unit) => {
    const account = await unit.auth.accounts.byIdentifier({ email });
    if (!account?.isActive) return;
    const locked = await unit.auth.accounts.lock(account.id);
    if (!locked) return;
    const issued = await issueCode(ctx, unit, {
      account: locked,
      now: await unit.clock.read(),
      purpose: "RESET_PASSWORD",
    });
    if (issued.ok) await unit.events.append(issued.value);
  });
  return ok(true);
}
