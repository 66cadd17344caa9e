"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

import { Done } from "./done";
import { type FormAction, type FormState, emptyForm } from "./form-state";
import { FormTrouble, useProblem } from "./form-trouble";

export type ForgotState = FormState<"email">;

/** Asks for a link to choose another password; tells nobody whether the address has an account. */
export function ForgotForm({ action }: { action: FormAction<ForgotState> }) {
  const t = useTranslations("auth");
  const [state, send, isBusy] = useActionState<ForgotState, FormData>(action, emptyForm);
  const problem = useProblem(state.problems);
  if (state.isDone) {
    return <Done title={t("forgot.doneTitle")}>{t("forgot.doneBody", { email: state.values.email ?? "" })}</Done>;
  }
  return (
    <form action={send} className="space-y-4" noValidate>
      <FormTrouble state={state} />
      <Field label={t("email")} error={problem("email")}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            defaultValue={state.values.email}
          />
        )}
      </Field>
      <Button type="submit" size="lg" wide busy={isBusy}>
        {t("forgot.submit")}
      </Button>
    </form>
  );
}
