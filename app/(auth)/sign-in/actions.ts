"use server";

import type { DemoState } from "@/components/auth/demo-accounts";
import type { SignInState } from "@/components/auth/sign-in-form";
import { embeddedParts } from "@/server/api/rsc";
import { DEMO_PASSWORD, demoAccounts } from "@/server/auth/domain/demo-accounts";
import { ownPath } from "@/server/auth/domain/own-path";
import { signInPage } from "@/server/auth/next-auth";

import { typed } from "../form-problems";
import { demoCode } from "./demo-code";

/** Ends in a redirect where it succeeds. */
export async function signInAction(before: SignInState, form: FormData): Promise<SignInState> {
  const identifier = typed(form, "identifier");
  const otp = typed(form, "otp");
  const redirectTo = ownPath(typed(form, "next"));
  const code = await signInPage({ identifier, password: typed(form, "password"), otp, redirectTo });
  if (code === "mfa_required") return { problem: otp === "" ? "mfa" : "mfaWrong", identifier, asksCode: true };
  const problem = code === "credentials" ? "wrong" : code === "rate_limited" ? "wait" : "fault";
  return { problem, identifier, asksCode: before.asksCode && problem !== "wrong" };
}

/** Signs a seeded account in with the password that everybody knows; nothing of it exists outside the demonstration. */
export async function demoSignInAction(_before: DemoState, form: FormData): Promise<DemoState> {
  const account = demoAccounts.find(({ email }) => email === typed(form, "account"));
  if (!account || !(await embeddedParts())) return { problem: "fault" };
  const otp = account.hasSecondFactor ? demoCode() : "";
  const redirectTo = ownPath(typed(form, "next"));
  const code = await signInPage({ identifier: account.email, password: DEMO_PASSWORD, otp, redirectTo });
  return { problem: code === "mfa_required" ? "used" : code === "rate_limited" ? "wait" : "fault" };
}
