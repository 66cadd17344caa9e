"use client";

import { useTranslations } from "next-intl";
import { useActionState, useSyncExternalStore } from "react";

import type { FormAction } from "@/components/auth/form-state";
import { FormRefusal } from "@/components/form/form-refusal";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { RefusalKind } from "@/server/kernel/refusal";

export type PairState = { readonly refusal: RefusalKind | undefined };

const untouched: PairState = { refusal: undefined };
const never = () => () => undefined;

/** The manager's QR carries the code behind the `#`, which no server and no log ever sees. */
const scannedCode = (): string => decodeURIComponent(window.location.hash.slice(1)).slice(0, 20);

/** Takes the code of the pairing, scanned or typed. */
export function PairForm({ action }: { action: FormAction<PairState> }) {
  const t = useTranslations("device");
  const [{ refusal }, send, isBusy] = useActionState(action, untouched);
  const scanned = useSyncExternalStore(never, scannedCode, () => "");
  const isWrong = refusal === "VALIDATION_ERROR";
  return (
    <form action={send} className="flex flex-1 flex-col justify-between gap-6">
      <div className="space-y-4">
        <FormRefusal kind={isWrong ? undefined : refusal} />
        <Field label={t("code")} hint={t("codeHint")} error={isWrong ? t("codeWrong") : undefined}>
          {(control) => (
            <Input
              {...control}
              key={scanned}
              name="code"
              scale="lg"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              required
              minLength={10}
              maxLength={20}
              defaultValue={scanned}
              className="figure tracking-widest"
            />
          )}
        </Field>
      </div>
      <Button type="submit" size="xl" wide busy={isBusy}>
        {t("pair")}
      </Button>
    </form>
  );
}
