"use server";

import type { ForgotState } from "@/components/auth/forgot-form";
import { api } from "@/server/api/rsc";

import { problemsOf, typed } from "../form-problems";

export async function forgotAction(_before: ForgotState, form: FormData): Promise<ForgotState> {
  const email = typed(form, "email");
  try {
    const calls = await api();
    await calls.auth.forgotPassword({ email });
    return { isDone: true, values: { email }, problems: {}, refusal: undefined };
  } catch (error) {
    return { isDone: false, values: { email }, ...problemsOf(error) };
  }
}
