import "server-only";
import type { Account } from "@/server/auth/domain/account";
import {
  decideRefresh,
  readRefresh,
  type RefreshToken,
  type Session,
  writeRefresh,
} from "@/server/auth/domain/session";
import { ofPerson, sessionEnded, sessionRenewed } from "@/server/auth/events";
import type { AuthCtx, AuthUnit } from "@/server/auth/ports";
import { asId } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { expiryOf, type Grant, grantAccess, refreshChain } from "./open-session";
import { stationKeyHash } from "./pair-device";

export type Renewed = Grant & { readonly account: Account };

type Kept = { account: Account; session: Session; secret: string; generation: number };

/**
 * A new access token for a refresh token, which is spent by it. The previous token gives the same successor for ten
 * seconds; any other used one ends the session, because somebody has a copy. Permission: account:sign-in.
 */
export async function refreshSession(ctx: AuthCtx, refreshToken: string): Promise<Result<Renewed, Refusal>> {
  const token = readRefresh(refreshToken);
  const kept = token && (await ctx.transact((unit) => renew(ctx, unit, token)));
  if (!token || !kept) return refuse({ kind: "UNAUTHORIZED" });
  const { account, session, secret, generation } = kept;
  const next = writeRefresh({ sid: session.id, generation, secret });
  const grant = await grantAccess(ctx, { account, sessionId: session.id, mfaAt: session.mfaAt, refreshToken: next });
  return ok({ ...grant, account });
}

/** What was opened on a paired device is renewed there or not at all. */
async function isWhereItBelongs(ctx: AuthCtx, unit: AuthUnit, { stationDeviceId }: Session): Promise<boolean> {
  if (stationDeviceId === null) return true;
  if (ctx.stationKey === undefined) return false;
  return (await unit.auth.stationDevices.byKey(stationKeyHash(ctx, ctx.stationKey)))?.id === stationDeviceId;
}

async function renew(ctx: AuthCtx, unit: AuthUnit, token: RefreshToken): Promise<Kept | undefined> {
  const session = await unit.auth.sessions.lock(asId("session", token.sid));
  const account = session && (await unit.auth.accounts.byId(session.userId));
  if (!session || !account?.isActive || !(await isWhereItBelongs(ctx, unit, session))) return undefined;
  const now = await unit.clock.read();
  const chain = refreshChain(ctx.services.secrets);
  const verdict = decideRefresh(session, token, { chain, now });
  const person = { userId: account.id, sessionId: session.id };
  switch (verdict.kind) {
    case "unknown":
      return undefined;
    case "reuse":
      await unit.auth.sessions.revoke([session.id], { at: now, reason: "TOKEN_REUSE" });
      await unit.events.append([ofPerson(sessionEnded, now, { ...person, reason: "TOKEN_REUSE" })]);
      return undefined;
    case "repeat":
      return { account, session, secret: verdict.secret, generation: session.rotations };
    case "rotate": {
      const rotations = session.rotations + 1;
      await unit.auth.sessions.rotate(session.id, {
        refreshHash: chain.digest(verdict.secret),
        at: now,
        expiresAt: expiryOf(session, now),
      });
      await unit.events.append([ofPerson(sessionRenewed, now, { ...person, rotations })]);
      return { account, session, secret: verdict.secret, generation: rotations };
    }
  }
}
