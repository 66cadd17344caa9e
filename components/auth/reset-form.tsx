"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";

import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { RefusedState } from "@/components/ui/states";

import { Done } from "./done";
import { type FormAction, type FormState, emptyForm } from "./form-state";
import { FormTrouble, useProblem } from "./form-trouble";
import { PasswordInput } from "./password-input";

export type ResetState = FormState<"password" | "token">;

/** A new password for the holder of the link. A weak one leaves the link usable. */
export function ResetForm({ action, token }: { action: FormAction<ResetState>; token: string }) {
  const t = useTranslations();
  const [state, send, isBusy] = useActionState<ResetState, FormData>(action, emptyForm);
  const problem = useProblem(state.problems);
  if (state.isDone) {
    return (
      <Done title={t("auth.reset.doneTitle")} action={<ButtonLink href="/sign-in">{t("common.signIn")}</ButtonLink>}>
        {t("auth.reset.doneBody")}
      </Done>
    );
  }
  if (token === "" || state.problems.token) {
    return (
      <RefusedState
        title={t("auth.reset.spentTitle")}
        action={<ButtonLink href="/forgot">{t("auth.reset.again")}</ButtonLink>}
      >
        {t("auth.reset.spentBody")}
      </RefusedState>
    );
  }
  return (
    <form action={send} className="space-y-4" noValidate>
      <input type="hidden" name="token" value={token} />
      <FormTrouble state={state} />
      <Field label={t("auth.newPassword")} hint={t("auth.passwordHint")} error={problem("password")}>
        {(control) => (
          <PasswordInput {...control} name="password" autoComplete="new-password" required maxLength={1_000} />
        )}
      </Field>
      <Button type="submit" size="lg" wide busy={isBusy}>
        {t("auth.reset.submit")}
      </Button>
    </form>
  );
}
