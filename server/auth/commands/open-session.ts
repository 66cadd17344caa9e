import "server-only";
import type { Account } from "@/server/auth/domain/account";
import { deviceLabel } from "@/server/auth/domain/device";
import {
  ACCESS_SECONDS,
  type Chain,
  REFRESH_SECONDS,
  type SessionPlace,
  writeRefresh,
} from "@/server/auth/domain/session";
import { sessionEndOnDevice } from "@/server/auth/domain/station-device";
import { ofPerson, signedIn } from "@/server/auth/events";
import type { AuthCtx, AuthUnit } from "@/server/auth/ports";
import { toBase64url } from "@/server/kernel/bytes";
import type { Id } from "@/server/kernel/id";
import type { AccessClaims } from "@/server/platform/credentials";
import type { Secrets } from "@/server/platform/keys";

/** What a client holds after signing in or refreshing. */
export type Grant = { readonly accessToken: string; readonly refreshToken: string; readonly claims: AccessClaims };

export const refreshChain = (secrets: Pick<Secrets, "mac">): Chain => ({
  next: (secret) => secrets.mac("refresh-next", secret),
  digest: (secret) => secrets.mac("refresh-hash", secret),
});

/** A week from its last use; on a paired device, minutes. */
export const expiryOf = ({ stationDeviceId, createdAt }: SessionPlace, now: Date): Date =>
  stationDeviceId === null ? new Date(now.getTime() + REFRESH_SECONDS * 1_000) : sessionEndOnDevice(createdAt, now);

type Opening = {
  account: Account;
  now: Date;
  mfaAt: Date | null;
  isNewDevice: boolean;
  stationDeviceId?: Id<"stationDevice">;
};
type Opened = { sessionId: Id<"session">; refreshToken: string };

/** A session row with its first refresh token; the caller has judged password and second factor. */
export async function openSession(ctx: AuthCtx, unit: AuthUnit, opening: Opening): Promise<Opened> {
  const { account, now, mfaAt, isNewDevice, stationDeviceId = null } = opening;
  const sessionId = ctx.newId("session");
  const secret = toBase64url(ctx.services.secrets.random(32));
  await unit.auth.sessions.add({
    id: sessionId,
    userId: account.id,
    refreshHash: refreshChain(ctx.services.secrets).digest(secret),
    deviceLabel: deviceLabel(ctx.userAgent),
    mfaAt,
    createdAt: now,
    stationDeviceId,
    expiresAt: expiryOf({ stationDeviceId, createdAt: now }, now),
  });
  await unit.auth.accounts.signedIn(account.id, now);
  const event = { userId: account.id, sessionId, withSecondFactor: mfaAt !== null, newDevice: isNewDevice };
  await unit.events.append([ofPerson(signedIn, now, event)]);
  return { sessionId, refreshToken: writeRefresh({ sid: sessionId, generation: 0, secret }) };
}

type Granted = { account: Account; sessionId: Id<"session">; mfaAt: Date | null; refreshToken: string };

/** Signs the access token; after the commit, never inside the transaction. */
export async function grantAccess(ctx: AuthCtx, { account, sessionId, mfaAt, refreshToken }: Granted): Promise<Grant> {
  const claims: AccessClaims = {
    sub: account.id,
    sid: sessionId,
    role: account.role,
    pv: account.permissionVersion,
    ...(mfaAt && { mfa: Math.floor(mfaAt.getTime() / 1_000) }),
  };
  return { accessToken: await ctx.services.tokens.sign(claims, ACCESS_SECONDS), refreshToken, claims };
}
