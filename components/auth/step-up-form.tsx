"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

import type { FormAction } from "./form-state";

export type StepUpState = { readonly problem: "wrong" | "wait" | undefined };

type StepUpFormProps = { action: FormAction<StepUpState>; next: string };

const untouched: StepUpState = { problem: undefined };

/** A code of the authenticator, or a recovery code, for a change that wants a fresh one. Works without script. */
export function StepUpForm({ action, next }: StepUpFormProps) {
  const t = useTranslations("auth");
  const [{ problem }, send, isBusy] = useActionState(action, untouched);
  return (
    <form action={send} className="space-y-4">
      <input type="hidden" name="next" value={next} />
      <Field
        label={t("factor.code")}
        hint={t("factor.recoveryAgain")}
        error={problem === undefined ? undefined : t(`factor.${problem}`)}
      >
        {(control) => (
          <Input
            {...control}
            name="otp"
            autoComplete="one-time-code"
            minLength={6}
            maxLength={20}
            required
            autoFocus
            className="figure tracking-widest"
          />
        )}
      </Field>
      <Button type="submit" size="lg" wide busy={isBusy}>
        {t("factor.go")}
      </Button>
    </form>
  );
}
