"use server";

import type { SignUpState } from "@/components/auth/sign-up-form";
import { api } from "@/server/api/rsc";

import { problemsOf, typed } from "../form-problems";

const fields = ["firstName", "lastName", "email"] as const;

export async function signUpAction(_before: SignUpState, form: FormData): Promise<SignUpState> {
  const [firstName, lastName, email] = [typed(form, "firstName"), typed(form, "lastName"), typed(form, "email")];
  const [phone, password] = [typed(form, "phone"), typed(form, "password")];
  const values = { firstName, lastName, email, phone };
  const missing = [...fields.filter((field) => values[field] === ""), ...(password === "" ? ["password"] : [])];
  if (missing.length > 0) {
    const problems = Object.fromEntries(missing.map((field) => [field, "problem.required"]));
    return { isDone: false, values, problems, refusal: "VALIDATION_ERROR" };
  }
  try {
    const calls = await api();
    await calls.auth.register({ firstName, lastName, email, password, ...(phone !== "" && { phone }) });
    return { isDone: true, values: { email }, problems: {}, refusal: undefined };
  } catch (error) {
    return { isDone: false, values, ...problemsOf(error) };
  }
}
