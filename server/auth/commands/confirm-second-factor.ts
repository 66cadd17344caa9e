import "server-only";
import { hasSecondFactor } from "@/server/auth/domain/account";
import { ofPerson, secondFactorConfirmed } from "@/server/auth/events";
import type { AuthCtx } from "@/server/auth/ports";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { readableCode } from "./readable-code";
import { recoveryHash, showSecondFactor } from "./show-second-factor";

const CODES = 10;

const wrong = refuse({ kind: "VALIDATION_ERROR", details: [{ path: "code", message: "wrong or too old" }] });

/** The first code puts the factor in force; answers ten recovery codes, shown this once. Permission: account:change. */
export async function confirmSecondFactor(
  ctx: AuthCtx & { actor: UserActor },
  code: string,
): Promise<Result<readonly string[], Refusal>> {
  return ctx.transact(async (unit): Promise<Result<readonly string[], Refusal>> => {
    const { accounts, sessions } = unit.auth;
    const account = await accounts.lock(ctx.actor.id);
    if (!account || hasSecondFactor(account)) return refuse({ kind: "STATE_CONFLICT" });
    const now = await unit.clock.read();
    if (!/^\d{6}$/.test(code) || !(await showSecondFactor(ctx, unit, { account, otp: code, now }))) return wrong;
    await accounts.change(account.id, { totpConfirmedAt: now });
    await sessions.showSecondFactor(ctx.actor.sessionId, now);
    const codes = Array.from({ length: CODES }, () => readableCode(ctx));
    const hashes = codes.map((one) => ({ id: ctx.newId("row"), hash: recoveryHash(ctx, account, one) }));
    await accounts.replaceRecoveryCodes(account.id, hashes);
    await unit.events.append([ofPerson(secondFactorConfirmed, now, { userId: account.id })]);
    return ok(codes);
  });
}
