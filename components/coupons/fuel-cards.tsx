"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { toneOf } from "@/components/stations/fuel-totem";
import { RadioCard, RadioCards } from "@/components/ui/choice";
import { FuelTag } from "@/components/ui/price-totem";
import { type Fuel, FUELS } from "@/server/kernel/fuel";

type FuelCardsProps = {
  name: string;
  fuel: Fuel;
  onChoose: (fuel: Fuel) => void;
  prices?: Readonly<Record<Fuel, string | null>> | undefined;
};

/** One of the three fuels, with its price where one is known. */
export function FuelCards({ name, fuel, onChoose, prices }: FuelCardsProps) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <RadioCards legend={t("buy.fuel")} className="grid-cols-3">
      {FUELS.map((option) => {
        const price = prices?.[option];
        return (
          <RadioCard
            key={option}
            name={name}
            label={<FuelTag tone={toneOf[option]}>{t(`fuel.${option}`)}</FuelTag>}
            hint={price ? format.price(price) : undefined}
            checked={fuel === option}
            onChange={() => onChoose(option)}
          />
        );
      })}
    </RadioCards>
  );
}
