"use server";

import { redirect } from "next/navigation";

import type { ConfirmState, EnrolState } from "@/components/auth/enrol-form";
import type { StepUpState } from "@/components/auth/step-up-form";
import { attempt } from "@/components/providers/attempt";
import { api } from "@/server/api/rsc";
import { ownPath } from "@/server/auth/domain/own-path";

import { typed } from "../form-problems";

const problemOf = (kind: string): "wait" | "wrong" => (kind === "RATE_LIMITED" ? "wait" : "wrong");

/** The secret is shown once and to its owner only; the page holds it until the first code confirms it. */
export async function enrolAction(): Promise<EnrolState> {
  const calls = await api();
  const made = await attempt(calls.auth.enrollMfa());
  return made.ok ? { secret: made.value.secret, address: made.value.otpauthUrl } : { refusal: made.refusal };
}

export async function confirmAction(_before: ConfirmState, form: FormData): Promise<ConfirmState> {
  const calls = await api();
  const confirmed = await attempt(calls.auth.confirmMfa({ code: typed(form, "code") }));
  if (!confirmed.ok) return { problem: problemOf(confirmed.refusal) };
  return { recoveryCodes: confirmed.value.recoveryCodes };
}

/** Ends in a redirect where it succeeds. */
export async function stepUpAction(_before: StepUpState, form: FormData): Promise<StepUpState> {
  const calls = await api();
  const shown = await attempt(calls.auth.stepUp({ otp: typed(form, "otp") }));
  if (!shown.ok) return { problem: problemOf(shown.refusal) };
  redirect(ownPath(typed(form, "next")));
}
