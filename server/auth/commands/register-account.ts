import "server-only";
import { type Account, normaliseEmail, normalisePhone } from "@/server/auth/domain/account";
import { weaknessOf, wordsOf } from "@/server/auth/domain/password";
import { accountRegistered, ofPerson, registrationRepeated } from "@/server/auth/events";
import type { AuthCtx, AuthUnit } from "@/server/auth/ports";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { issueCode } from "./issue-code";

export type Registration = {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone?: string | undefined;
};

export type Registered = Pick<Account, "id" | "email" | "firstName" | "lastName" | "role">;

const wrong = (path: string) => refuse({ kind: "VALIDATION_ERROR", details: [{ path, message: "not usable" }] });

/**
 * A customer's account, with a link to prove the address. A taken address answers the same and does the same work, and its
 * owner is told by mail. Refuses `VALIDATION_ERROR`, `WEAK_PASSWORD`. Permission: account:open.
 */
export async function registerAccount(ctx: AuthCtx, asked: Registration): Promise<Result<Registered, Refusal>> {
  const email = normaliseEmail(asked.email);
  const phone = asked.phone === undefined ? null : normalisePhone(asked.phone);
  if (email === undefined) return wrong("email");
  if (phone === undefined) return wrong("phone");
  const person = { email, phone, firstName: asked.firstName, lastName: asked.lastName };
  const weakness = weaknessOf(asked.password, { isCommon: ctx.services.commonPasswords.has, words: wordsOf(person) });
  if (weakness) return refuse({ kind: "WEAK_PASSWORD", details: [{ path: "password", message: weakness }] });
  const passwordHash = await ctx.services.passwords.hash(asked.password);
  const account = accountOf(ctx, { ...person, passwordHash });
  await ctx.transact(async (unit) => {
    if (await addAccount(unit, account)) await welcome(ctx, unit, account);
    else await tellOwner(ctx, unit, account);
  });
  const { id, firstName, lastName, role } = account;
  return ok({ id, email, firstName, lastName, role });
}

type Person = Pick<Account, "email" | "phone" | "firstName" | "lastName" | "passwordHash">;

const accountOf = (ctx: AuthCtx, person: Person): Account => ({
  ...person,
  id: ctx.newId("user"),
  role: "CUSTOMER",
  emailVerifiedAt: null,
  phoneVerifiedAt: null,
  isActive: true,
  totpSecret: null,
  totpConfirmedAt: null,
  permissionVersion: 1,
  locale: ctx.locale,
});

/** A number somebody else has proved stays theirs: the account is made without it, and the answer does not tell. */
async function addAccount(unit: AuthUnit, account: Account): Promise<boolean> {
  const { accounts } = unit.auth;
  const isFree = account.phone === null || (await accounts.freePhone(account.phone));
  if (await accounts.add(isFree ? account : { ...account, phone: null })) return true;
  const isTaken = (await accounts.byIdentifier({ email: account.email })) !== undefined;
  // Only the number was taken, between our look and our insert.
  return isTaken ? false : accounts.add({ ...account, phone: null });
}

async function welcome(ctx: AuthCtx, unit: AuthUnit, account: Account): Promise<void> {
  const now = await unit.clock.read();
  const issued = await issueCode(ctx, unit, { account, now, purpose: "VERIFY_EMAIL" });
  const registered = ofPerson(accountRegistered, now, { userId: account.id, role: account.role });
  await unit.events.append([registered, ...(issued.ok ? issued.value : [])]);
}

/** At most one such mail an hour, however often somebody tries the address. */
async function tellOwner(ctx: AuthCtx, unit: AuthUnit, asked: Account): Promise<void> {
  const owner = await unit.auth.accounts.byIdentifier({ email: asked.email });
  if (!owner) return;
  const now = await unit.clock.read();
  const hour: number = Math.floor(now.getTime() / 3_600_000);
  await unit.notifications.queue([
    {
      template: "addressTaken",
      variables: { firstName: owner.firstName },
      key: `address-taken:${owner.id}:${hour}`,
      userId: owner.id,
      channel: "MAIL",
      recipient: owner.email,
      locale: owner.locale,
    },
  ]);
  await unit.events.append([ofPerson(registrationRepeated, now, { userId: owner.id })]);
}
