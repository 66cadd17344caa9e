"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { Button, ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/choice";
import { Field, type FieldControl } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FUELS } from "@/server/kernel/fuel";

import { IMAGE_TYPES } from "./campaign-draft";
import { useCampaignForm } from "./use-campaign-form";

type Station = { readonly id: string; readonly name: string; readonly state: string | null };
type FieldName = keyof (typeof import("@/messages/es-MX.json"))["campaigns"];
type Wrong = ReadonlySet<string>;

type CampaignFieldProps = {
  name: string;
  label: Extract<FieldName, string>;
  hint?: ReactNode;
  wrong: Wrong;
  children: (control: FieldControl & { name: string }) => ReactNode;
};

function CampaignField({ name, label, hint, wrong, children }: CampaignFieldProps) {
  const t = useTranslations("campaigns");
  const problem = wrong.has(name) && (name === "image" ? t("pictureWrong") : t("wrong"));
  return (
    <Field label={t(label as "name")} hint={hint} error={problem}>
      {(control) => children({ ...control, name })}
    </Field>
  );
}

type CampaignFormProps = { stations: readonly Station[]; initial: { startDate: string; endDate: string } };

/** A new campaign with one picture: what is shown, what it may cost, for whom. */
export function CampaignForm({ stations, initial }: CampaignFormProps) {
  const t = useTranslations();
  const { submit, wrong, refusal, isBusy } = useCampaignForm();
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="max-w-3xl space-y-10">
      <AdPart wrong={wrong} />
      <MoneyPart wrong={wrong} initial={initial} />
      <TargetPart wrong={wrong} stations={stations} />
      <div className="space-y-4">
        <FormRefusal kind={refusal} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" size="lg" busy={isBusy}>
            {t("campaigns.save")}
          </Button>
          <ButtonLink tone="secondary" size="lg" href="/admin/ads">
            {t("common.cancel")}
          </ButtonLink>
        </div>
      </div>
    </form>
  );
}

function AdPart({ wrong }: { wrong: Wrong }) {
  const t = useTranslations("campaigns");
  return (
    <Section title={t("partAd")}>
      <CampaignField name="name" label="name" wrong={wrong}>
        {(control) => <Input {...control} maxLength={120} required />}
      </CampaignField>
      <CampaignField name="title" label="adTitle" wrong={wrong}>
        {(control) => <Input {...control} maxLength={80} required />}
      </CampaignField>
      <CampaignField name="image" label="picture" hint={t("pictureHint")} wrong={wrong}>
        {(control) => <Input {...control} type="file" accept={IMAGE_TYPES.join(",")} className="py-2" required />}
      </CampaignField>
      <CampaignField name="targetUrl" label="url" hint={t("urlHint")} wrong={wrong}>
        {(control) => <Input {...control} type="url" placeholder="https://" maxLength={500} required />}
      </CampaignField>
    </Section>
  );
}

function MoneyPart({ wrong, initial }: { wrong: Wrong; initial: CampaignFormProps["initial"] }) {
  const t = useTranslations("campaigns");
  return (
    <Section title={t("partMoney")}>
      <div className="grid gap-4 sm:grid-cols-3">
        {(["budgetTotal", "budgetPerDay", "pricePerView"] as const).map((name) => (
          <CampaignField key={name} name={name} label={name} wrong={wrong}>
            {(control) => <Input {...control} inputMode="decimal" placeholder="100.00" maxLength={15} required />}
          </CampaignField>
        ))}
        {(["startDate", "endDate"] as const).map((name) => (
          <CampaignField key={name} name={name} label={name} wrong={wrong}>
            {(control) => <Input {...control} type="datetime-local" defaultValue={initial[name]} required />}
          </CampaignField>
        ))}
      </div>
    </Section>
  );
}

function TargetPart({ wrong, stations }: { wrong: Wrong; stations: readonly Station[] }) {
  const t = useTranslations();
  const states = [...new Set(stations.flatMap(({ state }) => (state === null ? [] : [state])))].sort();
  return (
    <Section title={t("campaigns.partTarget")}>
      <p className="text-ink-muted text-sm">{t("campaigns.targetHint")}</p>
      <Choices legend={t("campaigns.fuels")} name="fuels" options={FUELS.map((value) => [value, t(`fuel.${value}`)])} />
      <Choices legend={t("campaigns.states")} name="states" options={states.map((state) => [state, state])} />
      <Choices
        legend={t("campaigns.stations")}
        name="stationIds"
        options={stations.map(({ id, name }) => [id, name])}
      />
      <div className="grid grid-cols-2 gap-4 sm:max-w-md">
        {(["hourFrom", "hourTo"] as const).map((name) => (
          <CampaignField key={name} name={name} label={name} wrong={wrong.has("hours") ? new Set([name]) : wrong}>
            {(control) => <Input {...control} inputMode="numeric" maxLength={2} />}
          </CampaignField>
        ))}
      </div>
      <p className="text-ink-muted text-sm">{t("campaigns.hoursHint")}</p>
    </Section>
  );
}

type ChoicesProps = { legend: string; name: string; options: readonly (readonly [value: string, label: string])[] };

function Choices({ legend, name, options }: ChoicesProps) {
  return (
    <fieldset className="rounded-box border-line max-h-60 overflow-y-auto border px-4 py-2">
      <legend className="px-1 text-sm font-semibold">{legend}</legend>
      {options.map(([value, label]) => (
        <Checkbox key={value} name={name} value={value} label={label} />
      ))}
    </fieldset>
  );
}
