"use client";

import { useTranslations } from "next-intl";

import { FormRefusal } from "@/components/form/form-refusal";

import type { FormState } from "./form-state";

/** What the whole form was refused for; silent where a field says it already. */
export function FormTrouble({ state }: { state: FormState }) {
  const isTold = Object.keys(state.problems).length > 0;
  return <FormRefusal kind={isTold ? undefined : state.refusal} />;
}

const textKeys = [
  "weak.TOO_SHORT",
  "weak.TOO_LONG",
  "weak.COMMON",
  "weak.PERSONAL",
  "problem.required",
  "problem.email",
  "problem.phone",
  "problem.invalid",
] as const;

/** The text of a field's problem, if it has one. */
export function useProblem<Field extends string>(problems: Readonly<Partial<Record<Field, string>>>) {
  const t = useTranslations("auth");
  return (field: Field): string | undefined => {
    const key = textKeys.find((known) => known === problems[field]);
    return key && t(key);
  };
}
