"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useActionState } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { LogIn } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";

import type { FormAction } from "./form-state";
import { PasswordInput } from "./password-input";

/** `problem` names the text; the second step is shown once it was asked for. */
export type SignInState = {
  readonly problem: "wrong" | "mfa" | "mfaWrong" | "wait" | "fault" | undefined;
  readonly identifier: string;
  readonly asksCode: boolean;
};

type SignInFormProps = { action: FormAction<SignInState>; next: string };

const untouched: SignInState = { problem: undefined, identifier: "", asksCode: false };

/** Address or phone and password, then the code of a second factor. Works without script: the server keeps the place. */
export function SignInForm({ action, next }: SignInFormProps) {
  const t = useTranslations("auth");
  const [state, send, isBusy] = useActionState(action, untouched);
  return (
    <form action={send} className="space-y-4">
      <input type="hidden" name="next" value={next} />
      {state.problem && (
        <Notice tone={state.problem === "mfa" ? "neutral" : "danger"} alert>
          {t(`signIn.${state.problem}`)}
        </Notice>
      )}
      <Field label={t("identifier")}>
        {(control) => (
          <Input
            {...control}
            name="identifier"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={320}
            defaultValue={state.identifier}
          />
        )}
      </Field>
      <Field label={t("password")}>
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" required />}
      </Field>
      {state.asksCode && (
        <Field label={t("otp")} hint={t("otpHint")}>
          {(control) => (
            <Input
              {...control}
              name="otp"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={20}
              required
              autoFocus
              className="figure tracking-widest"
            />
          )}
        </Field>
      )}
      <Button type="submit" size="lg" wide busy={isBusy}>
        <LogIn aria-hidden className="size-5" />
        {t("signIn.submit")}
      </Button>
      <p className="text-sm">
        <Link href="/forgot" className="text-accent font-semibold underline underline-offset-4">
          {t("forgotLink")}
        </Link>
      </p>
    </form>
  );
}
