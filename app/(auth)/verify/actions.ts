"use server";

import type { VerifyState } from "@/components/auth/verify-form";
import { api } from "@/server/api/rsc";

import { problemsOf, typed } from "../form-problems";

export async function verifyAction(_before: VerifyState, form: FormData): Promise<VerifyState> {
  try {
    const calls = await api();
    await calls.auth.verifyEmail({ token: typed(form, "token") });
    return { isDone: true, values: {}, problems: {}, refusal: undefined };
  } catch (error) {
    return { isDone: false, values: {}, ...problemsOf(error) };
  }
}
