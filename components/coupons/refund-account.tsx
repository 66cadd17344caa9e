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
import { toast } from "@/components/ui/toast-store";
import { parseClabe } from "@/server/kernel/clabe";
import { asId } from "@/server/kernel/id";

type RefundAccountProps = { couponId: string; last4: string | null };

/** Where the buyer says to which account of theirs a transfer goes; only its last digits are ever shown again. */
export function RefundAccount({ couponId, last4 }: RefundAccountProps) {
  const t = useTranslations("payment.account");
  const router = useRouter();
  const api = useApi();
  const [typed, setTyped] = useState("");
  const [wasSent, setSent] = useState(false);
  const [isChanging, setChanging] = useState(last4 === null);
  const give = useMutation(
    api.coupons.giveRefundAccount.mutationOptions({
      onSuccess: () => {
        toast(t("saved"));
        setTyped("");
        setChanging(false);
        router.refresh();
      },
    }),
  );
  const clabe = parseClabe(typed);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (clabe !== undefined && !give.isPending) give.mutate({ id: asId("coupon", couponId), clabe });
  };
  if (!isChanging && last4 !== null) {
    return (
      <div className="space-y-2">
        <p>{t("kept", { last4 })}</p>
        <Button tone="secondary" size="sm" onClick={() => setChanging(true)}>
          {t("change")}
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={send} noValidate className="text-ink space-y-3">
      <h3 className="text-base">{t("title")}</h3>
      <Field label={t("label")} hint={t("hint")} error={wasSent && clabe === undefined && t("wrong")}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            maxLength={26}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <FormRefusal kind={give.error ? refusalOrFault(give.error) : undefined} />
      <Button type="submit" busy={give.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
