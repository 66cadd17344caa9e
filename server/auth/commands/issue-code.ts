import "server-only";
import type { Account } from "@/server/auth/domain/account";
import { CODE_DIGITS, type CodePurpose, lifeOf } from "@/server/auth/domain/one-time-code";
import { codeSent, ofPerson } from "@/server/auth/events";
import type { AuthCtx, AuthUnit } from "@/server/auth/ports";
import { toBase64url } from "@/server/kernel/bytes";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Message } from "@/server/notifications/contract";
import { rateLimited } from "@/server/platform/limits";
import type { NewEvent } from "@/server/platform/unit";

export const codeSubject = (ctx: AuthCtx, recipient: string): string =>
  ctx.services.secrets.mac("code-subject", recipient);

/** A link's token is unguessable by itself; a typed code is only so together with the account. */
export const tokenHash = (ctx: AuthCtx, token: string): string => ctx.services.secrets.mac("link", token);
export const typedHash = (ctx: AuthCtx, { rowId, code }: { rowId: string; code: string }): string =>
  ctx.services.secrets.mac("typed", `${rowId} ${code}`);

type Issuing = { account: Account; now: Date };

/** Writes the message of a purpose round its secret. */
const messageOf = (purpose: CodePurpose, firstName: string, secret: string): Message => {
  switch (purpose) {
    case "VERIFY_EMAIL":
      return { template: "verifyEmail", variables: { firstName, token: secret } };
    case "RESET_PASSWORD":
      return { template: "resetPassword", variables: { firstName, token: secret } };
    case "VERIFY_PHONE":
      return { template: "oneTimeCode", variables: { code: secret } };
  }
};

/**
 * Makes a code or link and queues its message; the table keeps a hash. At most ten an hour to one address or number,
 * counted in Postgres: `RATE_LIMITED`. Answers the events for the command to append.
 */
export async function issueCode(
  ctx: AuthCtx,
  unit: AuthUnit,
  issuing: Issuing & { purpose: CodePurpose },
): Promise<Result<readonly NewEvent[], Refusal>> {
  const { account, now, purpose } = issuing;
  const isTyped = purpose === "VERIFY_PHONE";
  const recipient = isTyped ? account.phone : account.email;
  if (recipient === null)
    return refuse({ kind: "VALIDATION_ERROR", details: [{ path: "phone", message: "there is none" }] });
  const { allowance, windowSeconds } = ctx.services.limits.rules.oneTimeCode;
  const subject = codeSubject(ctx, recipient);
  const sent = await unit.auth.codes.countSince(purpose, subject, new Date(now.getTime() - windowSeconds * 1_000));
  if (sent.count >= allowance) {
    const freeAt = (sent.first ?? now).getTime() + windowSeconds * 1_000;
    return refuse(rateLimited(Math.max(1, Math.ceil((freeAt - now.getTime()) / 1_000))));
  }
  const id = ctx.newId("row");
  const secret = isTyped ? ctx.services.secrets.digits(CODE_DIGITS) : toBase64url(ctx.services.secrets.random(32));
  const codeHash = isTyped ? typedHash(ctx, { rowId: id, code: secret }) : tokenHash(ctx, secret);
  const expiresAt = new Date(now.getTime() + lifeOf[purpose]);
  await unit.auth.codes.add({ id, userId: account.id, purpose, subject, codeHash, at: now, expiresAt });
  await unit.notifications.queue([
    {
      ...messageOf(purpose, account.firstName, secret),
      key: `code:${id}`,
      userId: account.id,
      channel: isTyped ? "SMS" : "MAIL",
      recipient,
      locale: account.locale,
    },
  ]);
  return ok([ofPerson(codeSent, now, { userId: account.id, purpose })]);
}
