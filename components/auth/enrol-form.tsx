"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";

import { QrCodeImage } from "@/components/coupons/qr-code";
import { FormRefusal } from "@/components/form/form-refusal";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { RefusalKind } from "@/server/kernel/refusal";

import type { FormAction } from "./form-state";

export type EnrolState =
  | { readonly secret: string; readonly address: string }
  | { readonly secret?: never; readonly refusal?: RefusalKind };

export type ConfirmState = { readonly problem?: "wrong" | "wait"; readonly recoveryCodes?: readonly string[] };

type EnrolFormProps = { enrol: () => Promise<EnrolState>; confirm: FormAction<ConfirmState>; next: string };

/** Three steps on one page: ask for a key, prove that the app has it, keep the recovery codes. */
export function EnrolForm({ enrol, confirm, next }: EnrolFormProps) {
  const t = useTranslations("auth.factor");
  const [enrolled, start, isStarting] = useActionState<EnrolState>(enrol, {});
  const [confirmed, send, isSending] = useActionState(confirm, {});
  if (confirmed.recoveryCodes) return <RecoveryCodes codes={confirmed.recoveryCodes} next={next} />;
  if (enrolled.secret === undefined) {
    return (
      <form action={start} className="space-y-4">
        <FormRefusal kind={enrolled.refusal} />
        <Button type="submit" size="lg" wide busy={isStarting}>
          {t("start")}
        </Button>
      </form>
    );
  }
  return (
    <form action={send} className="space-y-4">
      <p>{t("scan")}</p>
      <div className="bg-plate rounded-box mx-auto w-56 p-2">
        <QrCodeImage code={enrolled.address} label={t("qrLabel")} isText />
      </div>
      <p className="text-sm">
        {t("key")}: <code className="figure break-all">{enrolled.secret}</code>
      </p>
      <Field label={t("code")} error={confirmed.problem && t(confirmed.problem)}>
        {(control) => (
          <Input
            {...control}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            minLength={6}
            maxLength={6}
            required
            className="figure tracking-widest"
          />
        )}
      </Field>
      <Button type="submit" size="lg" wide busy={isSending}>
        {t("confirm")}
      </Button>
    </form>
  );
}

function RecoveryCodes({ codes, next }: { codes: readonly string[]; next: string }) {
  const t = useTranslations("auth.factor");
  return (
    <div className="space-y-4">
      <Notice tone="neutral">
        <strong>{t("recoveryTitle")}.</strong> {t("recoveryBody")}
      </Notice>
      <ul className="figure grid grid-cols-2 gap-2">
        {codes.map((code) => (
          <li key={code} className="rounded-box border-line border px-3 py-2 text-center">
            {code}
          </li>
        ))}
      </ul>
      <ButtonLink href={next} size="lg" wide>
        {t("saved")}
      </ButtonLink>
    </div>
  );
}
