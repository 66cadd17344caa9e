"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";

import { ButtonLink, Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

import { Done } from "./done";
import { type FormAction, type FormState, emptyForm } from "./form-state";
import { FormTrouble, useProblem } from "./form-trouble";
import { PasswordInput } from "./password-input";

export type SignUpState = FormState<"firstName" | "lastName" | "email" | "phone" | "password">;

/** A customer's account. The answer is the same whether the address has one or not. */
export function SignUpForm({ action }: { action: FormAction<SignUpState> }) {
  const t = useTranslations();
  const [state, send, isBusy] = useActionState<SignUpState, FormData>(action, emptyForm);
  const problem = useProblem(state.problems);
  if (state.isDone) {
    return (
      <Done title={t("auth.signUp.doneTitle")} action={<ButtonLink href="/sign-in">{t("common.signIn")}</ButtonLink>}>
        {t("auth.signUp.doneBody", { email: state.values.email ?? "" })}
      </Done>
    );
  }
  const { values } = state;
  return (
    <form action={send} className="space-y-4" noValidate>
      <FormTrouble state={state} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("auth.firstName")} error={problem("firstName")}>
          {(control) => (
            <Input
              {...control}
              name="firstName"
              autoComplete="given-name"
              required
              maxLength={80}
              defaultValue={values.firstName}
            />
          )}
        </Field>
        <Field label={t("auth.lastName")} error={problem("lastName")}>
          {(control) => (
            <Input
              {...control}
              name="lastName"
              autoComplete="family-name"
              required
              maxLength={80}
              defaultValue={values.lastName}
            />
          )}
        </Field>
      </div>
      <Field label={t("auth.email")} error={problem("email")}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            defaultValue={values.email}
          />
        )}
      </Field>
      <Field label={t("auth.phone")} note={t("common.optional")} hint={t("auth.phoneHint")} error={problem("phone")}>
        {(control) => (
          <Input
            {...control}
            name="phone"
            type="tel"
            autoComplete="tel-national"
            inputMode="tel"
            maxLength={30}
            defaultValue={values.phone}
          />
        )}
      </Field>
      <Field label={t("auth.password")} hint={t("auth.passwordHint")} error={problem("password")}>
        {(control) => (
          <PasswordInput {...control} name="password" autoComplete="new-password" required maxLength={1_000} />
        )}
      </Field>
      <Button type="submit" size="lg" wide busy={isBusy}>
        {t("auth.signUp.submit")}
      </Button>
    </form>
  );
}
