"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { RadioCard, RadioCards } from "@/components/ui/choice";
import { MapPin } from "@/components/ui/icons";

import { type PickedStation, StationPicker } from "./station-picker";

type PlaceChoiceProps = {
  name: string;
  /** The one station that can be chosen beside the network, where there is one. */
  station: PickedStation | undefined;
  isNetwork: boolean;
  onChoose: (isNetwork: boolean) => void;
  onPick: (station: PickedStation) => void;
};

/** Every station of the network, or one that the person finds. */
export function PlaceChoice({ name, station, isNetwork, onChoose, onPick }: PlaceChoiceProps) {
  const t = useTranslations("buy");
  const [isPicking, setPicking] = useState(false);
  const pick = (picked: PickedStation) => {
    setPicking(false);
    onPick(picked);
  };
  return (
    <div className="space-y-3">
      <RadioCards legend={t("where")} className="sm:grid-cols-2">
        <RadioCard name={name} label={t("network")} checked={isNetwork} onChange={() => onChoose(true)} />
        {station && (
          <RadioCard
            name={name}
            label={t("oneStation", { name: station.name })}
            checked={!isNetwork}
            onChange={() => onChoose(false)}
          />
        )}
      </RadioCards>
      {isPicking ? (
        <StationPicker onPick={pick} />
      ) : (
        <Button tone="quiet" size="sm" onClick={() => setPicking(true)}>
          <MapPin aria-hidden className="size-4" />
          {station ? t("chooseStation") : t("pick")}
        </Button>
      )}
    </div>
  );
}
