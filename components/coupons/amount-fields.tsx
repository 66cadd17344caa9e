"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { RadioCard, RadioCards } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

import { buyableAmount, PRESETS } from "./buyable-amount";

/** The usual amounts as cards, any other as a number. */
export function AmountFields({ typed, onType }: { typed: string; onType: (text: string) => void }) {
  const t = useTranslations("buy");
  const format = useFormat();
  const amount = buyableAmount(typed);
  return (
    <>
      <RadioCards legend={t("amount")} className="grid-cols-2 sm:grid-cols-4">
        {PRESETS.map((preset) => (
          <RadioCard
            key={preset}
            name="preset"
            label={<span className="figure text-2xl">{format.money(preset.slice(0, -3))}</span>}
            checked={amount === preset}
            onChange={() => onType(preset)}
          />
        ))}
      </RadioCards>
      <Field label={t("otherAmount")} hint={t("amountHint")} error={amount === undefined && t("editAmount")}>
        {(control) => (
          <Input
            {...control}
            scale="lg"
            inputMode="decimal"
            autoComplete="off"
            maxLength={10}
            value={typed}
            onChange={(event) => onType(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}
