"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { FieldPath, FieldValues, UseFormRegisterReturn, UseFormReturn } from "react-hook-form";

import { Field, type FieldControl } from "../ui/field";
import { problemKey } from "./problem-key";

type FormFieldProps<Input extends FieldValues, Output> = {
  form: UseFormReturn<Input, unknown, Output>;
  name: FieldPath<Input>;
  label: ReactNode;
  hint?: ReactNode;
  isOptional?: boolean;
  /** Replaces the text found for the problem, where the rule deserves its own words. */
  problem?: ReactNode;
  className?: string;
  children: (control: FieldControl & UseFormRegisterReturn) => ReactNode;
};

/** A field of a form: label, hint, control and, when it is wrong, what to do about it. Needs the texts `form` and `common`. */
export function FormField<Input extends FieldValues, Output>(props: FormFieldProps<Input, Output>) {
  const t = useTranslations();
  const { form, name, label, hint, isOptional, problem, className, children } = props;
  const { error } = form.getFieldState(name, form.formState);
  const isEmpty = form.getValues(name) === "" || form.getValues(name) === undefined;
  const text = error && (problem ?? t(`form.${problemKey(error, isEmpty)}`));
  return (
    <Field
      label={label}
      hint={hint}
      error={text}
      note={isOptional ? t("common.optional") : undefined}
      {...(className !== undefined && { className })}
    >
      {(control) => children({ ...control, ...form.register(name) })}
    </Field>
  );
}
