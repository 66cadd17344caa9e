import "server-only";
import { procedure, publicProcedure, router } from "@/server/api/init";
import { doneOutput, noInput } from "@/server/kernel/schemas";
import { orNotFound, orRefuse } from "@/server/platform/refused";

import { changeAccess } from "./commands/change-access";
import { confirmSecondFactor } from "./commands/confirm-second-factor";
import { enrollSecondFactor } from "./commands/enroll-second-factor";
import { forgetPassword } from "./commands/forget-password";
import type { Grant } from "./commands/open-session";
import { refreshSession } from "./commands/refresh-session";
import { registerAccount } from "./commands/register-account";
import { resetPassword } from "./commands/reset-password";
import { revokeOtherSessions } from "./commands/revoke-other-sessions";
import { revokeSession } from "./commands/revoke-session";
import { sendEmailLink } from "./commands/send-email-link";
import { sendOneTimeCode } from "./commands/send-one-time-code";
import { setPin } from "./commands/set-pin";
import { signIn } from "./commands/sign-in";
import { signOut } from "./commands/sign-out";
import { stepUp } from "./commands/step-up";
import { updateProfile } from "./commands/update-profile";
import { verifyEmail } from "./commands/verify-email";
import { verifyOneTimeCode } from "./commands/verify-one-time-code";
import type { Account } from "./domain/account";
import { ACCESS_SECONDS } from "./domain/session";
import { ownSessions } from "./queries/own-sessions";
import { people } from "./queries/people";
import { profileOf } from "./queries/profile";
import {
  accessInput,
  codeInput,
  endedOutput,
  enrolOutput,
  forgotInput,
  grantOutput,
  loginInput,
  pinInput,
  profileInput,
  profileOutput,
  recoveryOutput,
  refreshInput,
  registerInput,
  registerOutput,
  resetInput,
  sessionInput,
  sessionsInput,
  sessionsOutput,
  stepUpInput,
  usersInput,
  usersOutput,
  verifyEmailInput,
} from "./schemas";

const tags = ["Auth"];
const own = procedure("account:own");
/** What a session on a shared device may not. */
const change = procedure("account:change");
const done = { done: true } as const;

const grantBody = ({ accessToken, refreshToken, account }: Grant & { account: Account }) => {
  const { id, email, firstName, lastName, role } = account;
  const user = { id, email, firstName, lastName, role };
  return { accessToken, refreshToken, tokenType: "Bearer" as const, expiresIn: ACCESS_SECONDS, user };
};

/** What anybody may call. Nothing here is ever stored with an operation id: the answers hold secrets. */
const openProcedures = {
  register: publicProcedure("account:open")
    .meta({
      openapi: { method: "POST", path: "/auth/register", tags, successDescription: "Created" },
      operation: "none",
    })
    .input(registerInput)
    .output(registerOutput)
    .mutation(async ({ ctx, input }) => {
      const account = orRefuse(await registerAccount(ctx, input));
      ctx.answerHeaders.set("x-status", "201");
      return account;
    }),

  login: publicProcedure("account:sign-in")
    .meta({ openapi: { method: "POST", path: "/auth/login", tags }, operation: "none" })
    .input(loginInput)
    .output(grantOutput)
    .mutation(async ({ ctx, input }) => grantBody(orRefuse(await signIn(ctx, input)))),

  refresh: publicProcedure("account:sign-in")
    .meta({ openapi: { method: "POST", path: "/auth/refresh", tags }, operation: "none" })
    .input(refreshInput)
    .output(grantOutput)
    .mutation(async ({ ctx, input }) => grantBody(orRefuse(await refreshSession(ctx, input.refreshToken)))),

  verifyEmail: publicProcedure("account:recover")
    .meta({ openapi: { method: "POST", path: "/auth/verify-email", tags }, operation: "none" })
    .input(verifyEmailInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => (orRefuse(await verifyEmail(ctx, input.token)), done)),

  forgotPassword: publicProcedure("account:recover")
    .meta({ openapi: { method: "POST", path: "/auth/password/forgot", tags }, operation: "none" })
    .input(forgotInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => (orRefuse(await forgetPassword(ctx, input.email)), done)),

  resetPassword: publicProcedure("account:recover")
    .meta({ openapi: { method: "POST", path: "/auth/password/reset", tags }, operation: "none" })
    .input(resetInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => (orRefuse(await resetPassword(ctx, input)), done)),
};

/** Of the caller's own account. */
const ownProcedures = {
  logout: own
    .meta({ openapi: { method: "POST", path: "/auth/logout", tags }, operation: "none" })
    .input(noInput)
    .output(doneOutput)
    .mutation(async ({ ctx }) => (orRefuse(await signOut(ctx)), done)),

  profile: own
    .meta({ openapi: { method: "GET", path: "/auth/profile", tags } })
    .output(profileOutput)
    .query(async ({ ctx }) => orNotFound(await profileOf(ctx.db, ctx.actor.id))),

  updateProfile: change
    .meta({ openapi: { method: "PUT", path: "/auth/profile", tags }, operation: "none" })
    .input(profileInput)
    .output(profileOutput)
    .mutation(async ({ ctx, input }) => {
      orRefuse(await updateProfile(ctx, input));
      return orNotFound(await profileOf(ctx.db, ctx.actor.id));
    }),

  sessions: own
    .meta({ openapi: { method: "GET", path: "/auth/sessions", tags } })
    .input(sessionsInput)
    .output(sessionsOutput)
    .query(({ ctx, input }) => ownSessions(ctx.db, ctx.actor, { ...input, now: ctx.now() })),

  revokeSession: change
    .meta({ openapi: { method: "DELETE", path: "/auth/sessions/{id}", tags } })
    .input(sessionInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => (orRefuse(await revokeSession(ctx, input.id)), done)),

  revokeOtherSessions: change
    .meta({ openapi: { method: "DELETE", path: "/auth/sessions", tags } })
    .input(noInput)
    .output(endedOutput)
    .mutation(async ({ ctx }) => ({ ended: orRefuse(await revokeOtherSessions(ctx)) })),

  stepUp: change
    .meta({ openapi: { method: "POST", path: "/auth/step-up", tags }, operation: "none" })
    .input(stepUpInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => (orRefuse(await stepUp(ctx, input.otp)), done)),

  sendEmailLink: change
    .meta({ openapi: { method: "POST", path: "/auth/verify-email/send", tags }, operation: "none" })
    .input(noInput)
    .output(doneOutput)
    .mutation(async ({ ctx }) => (orRefuse(await sendEmailLink(ctx)), done)),

  sendCode: change
    .meta({ openapi: { method: "POST", path: "/auth/otp/send", tags }, operation: "none" })
    .input(noInput)
    .output(doneOutput)
    .mutation(async ({ ctx }) => (orRefuse(await sendOneTimeCode(ctx)), done)),

  verifyCode: change
    .meta({ openapi: { method: "POST", path: "/auth/otp/verify", tags }, operation: "none" })
    .input(codeInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => (orRefuse(await verifyOneTimeCode(ctx, input.code)), done)),

  enrollMfa: change
    .meta({ openapi: { method: "POST", path: "/auth/mfa/enroll", tags }, operation: "none" })
    .input(noInput)
    .output(enrolOutput)
    .mutation(async ({ ctx }) => {
      const { secret, address } = orRefuse(await enrollSecondFactor(ctx));
      return { secret, otpauthUrl: address };
    }),

  setPin: procedure("account:pin")
    .meta({ openapi: { method: "POST", path: "/auth/pin", tags }, operation: "none" })
    .input(pinInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => (orRefuse(await setPin(ctx, input)), done)),

  confirmMfa: change
    .meta({ openapi: { method: "POST", path: "/auth/mfa/confirm", tags }, operation: "none" })
    .input(codeInput)
    .output(recoveryOutput)
    .mutation(async ({ ctx, input }) => ({ recoveryCodes: [...orRefuse(await confirmSecondFactor(ctx, input.code))] })),
};

export const authRouter = router({
  ...openProcedures,
  ...ownProcedures,

  changeAccess: procedure("user:manage")
    .meta({ openapi: { method: "PATCH", path: "/users/{id}", tags } })
    .input(accessInput)
    .output(doneOutput)
    .mutation(
      async ({ ctx, input: { id: userId, ...change } }) => (
        orRefuse(await changeAccess(ctx, { userId, ...change })),
        done
      ),
    ),

  users: procedure("user:read")
    .meta({ openapi: { method: "GET", path: "/users", tags } })
    .input(usersInput)
    .output(usersOutput)
    .query(({ ctx, input }) => people(ctx.db, { ...input, isMasked: ctx.actor.role !== "ADMIN" })),
});
