import "server-only";
import type { Account } from "@/server/auth/domain/account";
import { type Code, isLive } from "@/server/auth/domain/one-time-code";
import { weaknessOf, wordsOf } from "@/server/auth/domain/password";
import { emailVerified, ofPerson, passwordChanged } from "@/server/auth/events";
import type { AuthCtx, AuthUnit } from "@/server/auth/ports";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { endSessions } from "./end-sessions";
import { codeSubject, tokenHash } from "./issue-code";

const spent = refuse({ kind: "VALIDATION_ERROR", details: [{ path: "token", message: "unknown, used or too old" }] });

type Asked = { readonly token: string; readonly password: string };
type Found = { code: Code; account: Account; now: Date };

/**
 * A new password for the holder of the link, once; every session of the account ends, and the owner is told. A weak
 * password leaves the link usable. Refuses `VALIDATION_ERROR`, `WEAK_PASSWORD`. Permission: account:recover.
 */
export async function resetPassword(ctx: AuthCtx, { token, password }: Asked): Promise<Result<true, Refusal>> {
  const seen = await ctx.transact((unit) => find(ctx, unit, token));
  if (!seen) return spent;
  const weakness = weaknessOf(password, { isCommon: ctx.services.commonPasswords.has, words: wordsOf(seen.account) });
  if (weakness) return refuse({ kind: "WEAK_PASSWORD", details: [{ path: "password", message: weakness }] });
  const passwordHash = await ctx.services.passwords.hash(password);
  return ctx.transact(async (unit): Promise<Result<true, Refusal>> => {
    const found = await find(ctx, unit, token);
    if (!found) return spent;
    await save(ctx, unit, { ...found, passwordHash });
    return ok(true);
  });
}

async function find(ctx: AuthCtx, unit: AuthUnit, token: string): Promise<Found | undefined> {
  const code = await unit.auth.codes.lockByHash("RESET_PASSWORD", tokenHash(ctx, token));
  const now = await unit.clock.read();
  if (!code || !isLive(code, now)) return undefined;
  const account = await unit.auth.accounts.lock(code.userId);
  const isUsable = account?.isActive && codeSubject(ctx, account.email) === code.subject;
  return isUsable ? { code, account, now } : undefined;
}

async function save(
  ctx: AuthCtx,
  unit: AuthUnit,
  { code, account, now, passwordHash }: Found & { passwordHash: string },
): Promise<void> {
  const { accounts, codes, sessions } = unit.auth;
  await codes.used(code.id, now);
  // Whoever reads the mail of the address has proved it.
  await accounts.change(account.id, { passwordHash, emailVerifiedAt: account.emailVerifiedAt ?? now });
  const events = [ofPerson(passwordChanged, now, { userId: account.id })];
  if (account.emailVerifiedAt === null) events.push(ofPerson(emailVerified, now, { userId: account.id }));
  const live = await sessions.liveOf(account.id, now);
  const ended = await endSessions(unit, { userId: account.id, sessions: live, at: now, reason: "PASSWORD_RESET" });
  await unit.events.append([...events, ...ended]);
  await unit.notifications.queue([
    {
      template: "passwordChanged",
      variables: { firstName: account.firstName },
      key: `password-changed:${code.id}`,
      userId: account.id,
      channel: "MAIL",
      recipient: account.email,
      locale: account.locale,
    },
  ]);
}
