"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";

import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";

/**
 * One's own PIN: a manager's to undo something on attendants' screens, an attendant's to get onto a paired device. Asks for
 * the password once more.
 */
export function PinForm({ isManager }: { isManager: boolean }) {
  const t = useTranslations();
  const [pin, setPin] = useState("");
  const [password, setPassword] = useState("");
  const set = useMutation(
    useApi().auth.setPin.mutationOptions({
      onSuccess: () => {
        setPin("");
        setPassword("");
        toast(t("attendant.pinSaved"), "ok");
      },
    }),
  );
  const kind = set.error ? refusalOrFault(set.error) : undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    set.mutate({ pin, password });
  };
  return (
    <Section title={t("attendant.ownPin")}>
      <form onSubmit={send} className="space-y-4">
        <p>{t(isManager ? "attendant.ownPinWhy" : "attendant.ownPinAttendantWhy")}</p>
        <Field label={t("attendant.newPin")} error={kind === "WEAK_PASSWORD" ? t("attendant.pinWeak") : undefined}>
          {(control) => (
            <Input
              {...control}
              scale="lg"
              type="password"
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              value={pin}
              onChange={(event) => setPin(event.target.value.replace(/\D/g, ""))}
            />
          )}
        </Field>
        <Field
          label={t("attendant.yourPassword")}
          error={kind === "UNAUTHORIZED" ? t("attendant.passwordWrong") : undefined}
        >
          {(control) => (
            <Input
              {...control}
              scale="lg"
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        {kind && kind !== "WEAK_PASSWORD" && kind !== "UNAUTHORIZED" && (
          <Notice tone="danger" alert>
            {t(`refusal.${kind}`)}
          </Notice>
        )}
        <Button type="submit" size="xl" wide busy={set.isPending} disabled={pin.length !== 6 || password === ""}>
          {t("attendant.savePin")}
        </Button>
      </form>
    </Section>
  );
}
