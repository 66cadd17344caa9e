import "server-only";
import type { Account } from "@/server/auth/domain/account";
import type { AuthCtx, AuthUnit } from "@/server/auth/ports";
import { textOf } from "@/server/kernel/bytes";

export const totpContext = (userId: string): string => `totp:${userId}`;

export const recoveryHash = (ctx: AuthCtx, account: Pick<Account, "id">, code: string): string =>
  ctx.services.secrets.mac("recovery", `${account.id} ${code.replace(/[\s-]/g, "").toUpperCase()}`);

type Shown = { account: Account; otp: string; now: Date };

/** Six digits of the authenticator, once per time step; or a recovery code, once at all. Spends what it accepts. */
export async function showSecondFactor(ctx: AuthCtx, unit: AuthUnit, { account, otp, now }: Shown): Promise<boolean> {
  if (account.totpSecret === null) return false;
  const typed = otp.replace(/\s/g, "");
  if (!/^\d{6}$/.test(typed))
    return unit.auth.accounts.useRecoveryCode(account.id, recoveryHash(ctx, account, typed), now);
  const secret = textOf(ctx.services.secrets.open(account.totpSecret, totpContext(account.id)));
  const step = ctx.services.secondFactor.stepOf(secret, typed, now);
  return step !== undefined && unit.auth.accounts.useTotpStep(account.id, step);
}
