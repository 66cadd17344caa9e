"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";

/** The number, then the six digits that were sent to it. */
export function PhoneProof({ phone }: { phone: string | null }) {
  const [sentTo, setSentTo] = useState<string>();
  return sentTo === undefined ? (
    <NumberForm phone={phone} onSent={setSentTo} />
  ) : (
    <CodeForm sentTo={sentTo} onAgain={() => setSentTo(undefined)} />
  );
}

function NumberForm({ phone, onSent }: { phone: string | null; onSent: (number: string) => void }) {
  const t = useTranslations("account.phoneProof");
  const api = useApi();
  const [number, setNumber] = useState(phone ?? "");
  const update = useMutation(api.auth.updateProfile.mutationOptions());
  const send = useMutation(api.auth.sendCode.mutationOptions({ onSuccess: () => onSent(number) }));
  const error = update.error ?? send.error;
  const refusal = error ? refusalOrFault(error) : undefined;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (number === phone) send.mutate({});
    else update.mutate({ phone: number }, { onSuccess: () => send.mutate({}) });
  };
  return (
    <form onSubmit={ask} className="space-y-3">
      <Field label={t("number")} hint={t("numberHint")} error={refusal === "VALIDATION_ERROR" && t("numberWrong")}>
        {(control) => (
          <Input
            {...control}
            type="tel"
            autoComplete="tel"
            value={number}
            maxLength={20}
            required
            onChange={(event) => setNumber(event.target.value)}
          />
        )}
      </Field>
      {refusal === "UNAVAILABLE" ? (
        <Notice tone="warn" alert>
          {t("noSms")}
        </Notice>
      ) : (
        <FormRefusal kind={refusal === "VALIDATION_ERROR" ? undefined : refusal} />
      )}
      <Button type="submit" tone="secondary" busy={update.isPending || send.isPending}>
        {t("send")}
      </Button>
    </form>
  );
}

function CodeForm({ sentTo, onAgain }: { sentTo: string; onAgain: () => void }) {
  const t = useTranslations("account.phoneProof");
  const router = useRouter();
  const [code, setCode] = useState("");
  const verify = useMutation(
    useApi().auth.verifyCode.mutationOptions({
      onSuccess: () => {
        toast(t("done"), "ok");
        router.refresh();
      },
    }),
  );
  const refusal = verify.error ? refusalOrFault(verify.error) : undefined;
  const check = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate({ code });
  };
  return (
    <form onSubmit={check} className="space-y-3">
      <p>{t("sentTo", { number: sentTo })}</p>
      <Field label={t("code")} error={refusal === "VALIDATION_ERROR" && t("codeWrong")}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            maxLength={6}
            required
            onChange={(event) => setCode(event.target.value.replace(/\D/g, ""))}
            className="font-mono tracking-widest"
          />
        )}
      </Field>
      <FormRefusal kind={refusal === "VALIDATION_ERROR" ? undefined : refusal} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={verify.isPending} disabled={code.length < 6}>
          {t("verify")}
        </Button>
        <Button tone="secondary" onClick={onAgain}>
          {t("again")}
        </Button>
      </div>
    </form>
  );
}
