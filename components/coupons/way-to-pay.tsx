"use client";

import { useTranslations } from "next-intl";

import { RadioCard, RadioCards } from "@/components/ui/choice";
import { WAYS_TO_PAY, type WayToPay as Way } from "@/server/coupons/domain/purchase";

/** Card, cash or transfer, each with when the code comes. */
export function WayToPay({ way, onChoose }: { way: Way; onChoose: (way: Way) => void }) {
  const t = useTranslations("payment");
  return (
    <RadioCards legend={t("way")} className="sm:grid-cols-3">
      {WAYS_TO_PAY.map((option) => (
        <RadioCard
          key={option}
          name="way"
          label={t(`method.${option}`)}
          hint={t(`methodHint.${option}`)}
          checked={way === option}
          onChange={() => onChoose(option)}
        />
      ))}
    </RadioCards>
  );
}
