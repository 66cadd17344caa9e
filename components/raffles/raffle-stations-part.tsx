"use client";

import { useTranslations } from "next-intl";

import { Section } from "@/components/ui/card";
import { Checkbox, RadioCard, RadioCards } from "@/components/ui/choice";
import { CircleAlert } from "@/components/ui/icons";

import type { RaffleForm } from "./use-raffle-form";

export type ChoosableStation = { readonly id: string; readonly name: string; readonly state: string | null };

type StationsPartProps = { form: RaffleForm; stations: readonly ChoosableStation[]; isWholeNetwork: boolean };

/** Where dispensing earns numbers: everywhere in the network, or at some of its stations. */
export function StationsPart({ form, stations, isWholeNetwork }: StationsPartProps) {
  const t = useTranslations("admin");
  const { error } = form.getFieldState("stationIds", form.formState);
  const choose = (isWhole: boolean) =>
    form.setValue("isWholeNetwork", isWhole, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  return (
    <Section title={t("partStations")}>
      <RadioCards legend={t("scope")} className="sm:grid-cols-2">
        <RadioCard
          name="scope"
          label={t("scopeAll")}
          hint={t("scopeAllHint")}
          checked={isWholeNetwork}
          onChange={() => choose(true)}
        />
        <RadioCard
          name="scope"
          label={t("scopeSome")}
          hint={t("scopeSomeHint")}
          checked={!isWholeNetwork}
          onChange={() => choose(false)}
        />
      </RadioCards>
      {!isWholeNetwork && (
        <fieldset className="rounded-box border-line max-h-80 overflow-y-auto border px-4 py-2">
          <legend className="sr-only">{t("partStations")}</legend>
          {stations.map((station) => (
            <Checkbox
              key={station.id}
              value={station.id}
              label={station.name}
              hint={station.state}
              {...form.register("stationIds")}
            />
          ))}
        </fieldset>
      )}
      {error && (
        <p role="alert" className="text-danger flex items-center gap-1 text-sm font-medium">
          <CircleAlert aria-hidden className="size-4" />
          {t("chooseStation")}
        </p>
      )}
    </Section>
  );
}
