"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { FieldPath, UseFormRegisterReturn } from "react-hook-form";

import type { ProblemKey } from "@/components/form/problem-key";
import { Field, type FieldControl } from "@/components/ui/field";

import type { DateFault, RaffleDraft } from "./raffle-draft";
import type { RaffleForm } from "./use-raffle-form";

type RaffleFieldProps = {
  form: RaffleForm;
  name: FieldPath<RaffleDraft>;
  label: ReactNode;
  hint?: ReactNode;
  className?: string;
  children: (control: FieldControl & UseFormRegisterReturn) => ReactNode;
};

/** A field of the raffle's form; what is wrong with dates has its own words. */
export function RaffleField({ form, name, label, hint, className, children }: RaffleFieldProps) {
  const t = useTranslations();
  const found = form.getFieldState(name, form.formState).error?.type;
  const type = typeof found === "string" ? found : "";
  // The resolver gives no other types.
  const fault = type.startsWith("date.")
    ? t(`admin.raffleFault.${type.slice("date.".length) as DateFault}`)
    : type !== "" && t(`form.${type as ProblemKey}`);
  return (
    <Field label={label} hint={hint} error={fault} {...(className !== undefined && { className })}>
      {(control) => children({ ...control, ...form.register(name) })}
    </Field>
  );
}
