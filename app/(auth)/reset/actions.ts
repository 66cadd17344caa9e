"use server";

import type { ResetState } from "@/components/auth/reset-form";
import { api } from "@/server/api/rsc";

import { problemsOf, typed } from "../form-problems";

export async function resetAction(_before: ResetState, form: FormData): Promise<ResetState> {
  const password = typed(form, "password");
  if (password === "") {
    return { isDone: false, values: {}, problems: { password: "problem.required" }, refusal: "VALIDATION_ERROR" };
  }
  try {
    const calls = await api();
    await calls.auth.resetPassword({ token: typed(form, "token"), password });
    return { isDone: true, values: {}, problems: {}, refusal: undefined };
  } catch (error) {
    return { isDone: false, values: {}, ...problemsOf(error) };
  }
}
