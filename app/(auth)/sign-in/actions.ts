"use server";

import { redirect } from "next/navigation";

import { signInPage } from "@/server/auth/next-auth";

/** Only a path of our own: `//host` and `\\host` lead elsewhere. */
const safePath = (text: string): string => (/^\/(?![/\\])[^\\\s]*$/.test(text) ? text : "/go");

export async function signInAction(form: FormData): Promise<void> {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const next = safePath(text("next"));
  const identifier = text("identifier");
  const code = await signInPage({ identifier, password: text("password"), otp: text("otp"), redirectTo: next });
  redirect(`/sign-in?${new URLSearchParams({ code, next, identifier }).toString()}`);
}
