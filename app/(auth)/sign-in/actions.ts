"use server";

import { AuthError, CredentialsSignin } from "next-auth";
import { redirect } from "next/navigation";

import { signIn } from "@/server/auth/next-auth";

/** Only a path of our own: `//host` and `\host` lead elsewhere. */
const safePath = (text: string): string => (/^\/(?![/\\])[^\\\s]*$/.test(text) ? text : "/go");

export async function signInAction(form: FormData): Promise<void> {
  const text = (name: string): string => String(form.get(name) ?? "");
  const next = safePath(text("next"));
  const given = { identifier: text("identifier"), password: text("password"), otp: text("otp") };
  try {
    await signIn("credentials", { ...given, redirectTo: next });
  } catch (fault) {
    if (!(fault instanceof AuthError)) throw fault;
    const code = fault instanceof CredentialsSignin ? fault.code : "fault";
    redirect(`/sign-in?${new URLSearchParams({ code, next, identifier: given.identifier })}`);
  }
}
