import "server-only";
import { type Account, hasSecondFactor, type Identifier, readIdentifier } from "@/server/auth/domain/account";
import { deviceLabel } from "@/server/auth/domain/device";
import { nobodyId } from "@/server/auth/domain/nobody";
import { ofPerson, signInFailed } from "@/server/auth/events";
import type { AuthCtx, AuthUnit } from "@/server/auth/ports";
import { toBase64url } from "@/server/kernel/bytes";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { rateLimited } from "@/server/platform/limits";

import { countTry, throttleKeys } from "./count-try";
import { type Grant, grantAccess, openSession } from "./open-session";
import { showSecondFactor } from "./show-second-factor";

export type SignInInput = {
  readonly identifier: string;
  readonly password: string;
  readonly otp?: string | undefined;
  /** A browser that keeps a cookie becomes a known device; programs do not. */
  readonly remembersDevice?: boolean | undefined;
};

/** `deviceToken` is there when the device became known with this sign-in. */
export type SignedIn = Grant & { readonly account: Account; readonly deviceToken: string | undefined };

type Begun = {
  account: Account | undefined;
  /** The account's id, or one that stands for a name nobody has. */
  subject: Id<"user">;
  device: Id<"device"> | undefined;
  keys: string[];
  now: Date;
  waitSeconds: number | undefined;
};

/**
 * Who somebody is: password, then the second factor where one is enrolled. The same work and the same answer for an account
 * that does not exist. Refuses `UNAUTHORIZED`, `MFA_REQUIRED`, `RATE_LIMITED`. Permission: account:sign-in.
 */
export async function signIn(ctx: AuthCtx, input: SignInInput): Promise<Result<SignedIn, Refusal>> {
  const who = readIdentifier(input.identifier);
  const name = who === undefined ? input.identifier : "email" in who ? who.email : who.phone;
  const device = who && ctx.deviceToken ? await ctx.transact((unit) => knownDevice(ctx, unit, who)) : undefined;
  // Its owner's device does not queue up behind strangers who guess.
  return ctx.services.signInTurns.run(device ?? name, async () => {
    const begun = await ctx.transact((unit) => begin(ctx, unit, { who, name, device }));
    if (begun.waitSeconds !== undefined) return refuse(rateLimited(begun.waitSeconds));
    const isRight = await ctx.services.passwords.verify(begun.account?.passwordHash, input.password);
    return conclude(ctx, begun, { ...input, isRight });
  });
}

async function knownDevice(ctx: AuthCtx, unit: AuthUnit, who: Identifier): Promise<Id<"device"> | undefined> {
  const account = await unit.auth.accounts.byIdentifier(who);
  if (!account || !ctx.deviceToken) return undefined;
  return unit.auth.sessions.deviceOf(account.id, hashOfDevice(ctx, account.id, ctx.deviceToken));
}

type Named = { who: Identifier | undefined; name: string; device: Id<"device"> | undefined };

async function begin(ctx: AuthCtx, unit: AuthUnit, { who, name, device }: Named): Promise<Begun> {
  const now = await unit.clock.read();
  const account = who && (await unit.auth.accounts.byIdentifier(who));
  const counted = throttleKeys(ctx, { account: account?.id ?? name, device });
  const waitSeconds = await countTry(unit, counted, now);
  const subject = account?.id ?? nobodyId(ctx.services.secrets.mac("nobody", name));
  return { account, subject, device, keys: counted.map(({ key }) => key), now, waitSeconds };
}

/** One browser may know several people: what the table keeps is of this person and this browser. */
const hashOfDevice = (ctx: AuthCtx, userId: Id<"user">, token: string): string =>
  ctx.services.secrets.mac("device", `${userId} ${token}`);

type Judged = SignInInput & { isRight: boolean };

async function conclude(ctx: AuthCtx, begun: Begun, input: Judged): Promise<Result<SignedIn, Refusal>> {
  const decided = await ctx.transact((unit) => decide(ctx, unit, { begun, input }));
  if (!decided.ok) return decided;
  const { account, sessionId, mfaAt, refreshToken, deviceToken } = decided.value;
  const grant = await grantAccess(ctx, { account, sessionId, mfaAt, refreshToken });
  return ok({ ...grant, account, deviceToken });
}

type Decided = {
  account: Account;
  sessionId: Id<"session">;
  mfaAt: Date | null;
  refreshToken: string;
  deviceToken: string | undefined;
};

async function decide(
  ctx: AuthCtx,
  unit: AuthUnit,
  { begun, input }: { begun: Begun; input: Judged },
): Promise<Result<Decided, Refusal>> {
  const { throttles, accounts } = unit.auth;
  const now = await unit.clock.read();
  const account = await accounts.lock(begun.subject);
  const failed = (reason: "PASSWORD" | "SECOND_FACTOR" | "INACTIVE" | "UNKNOWN") =>
    unit.events.append([ofPerson(signInFailed, now, { userId: begun.subject, reason })]);
  // The same steps as for a wrong password: how long they take tells nobody who has an account.
  if (!account) {
    await failed("UNKNOWN");
    return refuse({ kind: "UNAUTHORIZED" });
  }
  // A password changed while this one was being checked makes it a wrong one.
  if (!input.isRight || account.passwordHash !== begun.account?.passwordHash) {
    await failed("PASSWORD");
    return refuse({ kind: "UNAUTHORIZED" });
  }
  if (!account.isActive) {
    await failed("INACTIVE");
    return refuse({ kind: "UNAUTHORIZED" });
  }
  const needsFactor = hasSecondFactor(account);
  if (needsFactor && input.otp === undefined) {
    await throttles.forgive(begun.keys);
    return refuse({ kind: "MFA_REQUIRED" });
  }
  if (needsFactor && !(await showSecondFactor(ctx, unit, { account, otp: input.otp ?? "", now }))) {
    await failed("SECOND_FACTOR");
    return refuse({ kind: "MFA_REQUIRED" });
  }
  await throttles.clear(begun.keys);
  const deviceToken = begun.device || !input.remembersDevice ? undefined : await addDevice(ctx, unit, { account, now });
  const mfaAt = needsFactor ? now : null;
  const opened = await openSession(ctx, unit, { account, now, mfaAt, isNewDevice: begun.device === undefined });
  return ok({ account, mfaAt, deviceToken, ...opened });
}

async function addDevice(
  ctx: AuthCtx,
  unit: AuthUnit,
  { account, now }: { account: Account; now: Date },
): Promise<string> {
  const kept = /^[\w-]{43}$/.test(ctx.deviceToken ?? "") ? ctx.deviceToken : undefined;
  const token = kept ?? toBase64url(ctx.services.secrets.random(32));
  await unit.auth.sessions.addDevice({
    id: ctx.newId("device"),
    userId: account.id,
    tokenHash: hashOfDevice(ctx, account.id, token),
    label: deviceLabel(ctx.userAgent),
    at: now,
  });
  return token;
}
