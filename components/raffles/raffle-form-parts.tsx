"use client";

import { useTranslations } from "next-intl";
import { useFieldArray } from "react-hook-form";

import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/choice";
import { IconButton } from "@/components/ui/icon-button";
import { Plus, X } from "@/components/ui/icons";
import { Input, Select, Textarea } from "@/components/ui/input";
import { prizeTypes } from "@/server/raffles/domain/prize";

import type { NOTICE_UNITS, NoticeUnit } from "./raffle-draft";
import { RaffleField } from "./raffle-field";
import type { RaffleForm } from "./use-raffle-form";

type PartProps = { form: RaffleForm };

/** What it is called, and the permit it needs. */
export function BasicsPart({ form }: PartProps) {
  const t = useTranslations("admin");
  return (
    <Section title={t("partBasics")}>
      <RaffleField form={form} name="name" label={t("raffleName")}>
        {(control) => <Input {...control} maxLength={120} required />}
      </RaffleField>
      <RaffleField form={form} name="description" label={t("description")}>
        {(control) => <Textarea {...control} rows={3} maxLength={2000} />}
      </RaffleField>
      <div className="grid gap-4 sm:grid-cols-2">
        <RaffleField form={form} name="permitNumber" label={t("permitNumber")} hint={t("permitHint")}>
          {(control) => <Input {...control} maxLength={60} />}
        </RaffleField>
        <RaffleField form={form} name="territory" label={t("territory")} hint={t("territoryHint")}>
          {(control) => <Input {...control} maxLength={200} />}
        </RaffleField>
      </div>
    </Section>
  );
}

/** When it opens, closes and is drawn; all on one clock. */
export function DatesPart({ form }: PartProps) {
  const t = useTranslations("admin");
  const units: readonly NoticeUnit[] = ["SECONDS", "MINUTES", "HOURS"] satisfies (keyof typeof NOTICE_UNITS)[];
  return (
    <Section title={t("partDates")}>
      <p className="text-ink-muted text-sm">{t("datesClock")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {(["startDate", "endDate", "drawDate"] as const).map((name) => (
          <RaffleField key={name} form={form} name={name} label={t(`date.${name}`)} hint={t(`dateHint.${name}`)}>
            {(control) => <Input {...control} type="datetime-local" required />}
          </RaffleField>
        ))}
        <div className="grid grid-cols-2 items-start gap-2">
          <RaffleField form={form} name="noticeSeconds" label={t("notice")} hint={t("noticeHint")}>
            {(control) => <Input {...control} inputMode="numeric" maxLength={9} required />}
          </RaffleField>
          <RaffleField form={form} name="noticeUnit" label={t("noticeUnit")}>
            {(control) => (
              <Select {...control}>
                {units.map((unit) => (
                  <option key={unit} value={unit}>
                    {t(`noticeUnits.${unit}`)}
                  </option>
                ))}
              </Select>
            )}
          </RaffleField>
        </div>
      </div>
    </Section>
  );
}

/** Prizes in the order in which they are drawn. */
export function PrizesPart({ form }: PartProps) {
  const t = useTranslations("admin");
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "prizes" });
  return (
    <Section title={t("partPrizes")}>
      <p className="text-ink-muted text-sm">{t("prizesOrder")}</p>
      <ol className="space-y-3">
        {fields.map((field, at) => (
          <li key={field.id}>
            <PrizeFields form={form} at={at} onRemove={fields.length > 1 ? () => remove(at) : undefined} />
          </li>
        ))}
      </ol>
      <Button tone="secondary" onClick={() => append({ name: "", type: "CASH", declaredValue: "", quantity: "1" })}>
        <Plus aria-hidden className="size-5" />
        {t("addPrize")}
      </Button>
    </Section>
  );
}

type PrizeFieldsProps = PartProps & { at: number; onRemove: (() => void) | undefined };

function PrizeFields({ form, at, onRemove }: PrizeFieldsProps) {
  const t = useTranslations();
  return (
    <Card className="grid gap-3 sm:grid-cols-[2fr_1fr]">
      <div className="flex items-center justify-between sm:col-span-2">
        <p className="font-semibold">{t("admin.prizeN", { number: at + 1 })}</p>
        {onRemove && (
          <IconButton label={t("admin.removePrize", { number: at + 1 })} icon={<X aria-hidden />} onClick={onRemove} />
        )}
      </div>
      <RaffleField form={form} name={`prizes.${at}.name`} label={t("admin.prizeName")}>
        {(control) => <Input {...control} maxLength={120} required />}
      </RaffleField>
      <RaffleField form={form} name={`prizes.${at}.type`} label={t("admin.prizeType")}>
        {(control) => (
          <Select {...control}>
            {prizeTypes.map((type) => (
              <option key={type} value={type}>
                {t(`prizeType.${type}`)}
              </option>
            ))}
          </Select>
        )}
      </RaffleField>
      <RaffleField
        form={form}
        name={`prizes.${at}.declaredValue`}
        label={t("admin.declaredValue")}
        hint={t("admin.declaredHint")}
      >
        {(control) => <Input {...control} inputMode="decimal" placeholder="500.00" maxLength={15} required />}
      </RaffleField>
      <RaffleField form={form} name={`prizes.${at}.quantity`} label={t("admin.quantity")}>
        {(control) => <Input {...control} inputMode="numeric" maxLength={4} required />}
      </RaffleField>
    </Card>
  );
}

/** The numbers of the rules; the price of a number is fixed by the rule itself. */
export function RulesPart({ form }: PartProps) {
  const t = useTranslations("admin");
  return (
    <Section title={t("partRules")}>
      <p className="text-ink-muted text-sm">{t("rulesFixed")}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        {(["maxTicketsPerPerson", "winsPerPerson", "alternatesPerPrize"] as const).map((name) => (
          <RaffleField key={name} form={form} name={name} label={t(`rule.${name}`)} hint={t(`ruleHint.${name}`)}>
            {(control) => <Input {...control} inputMode="numeric" maxLength={3} required />}
          </RaffleField>
        ))}
      </div>
      <Checkbox label={t("rule.freeEntry")} hint={t("ruleHint.freeEntry")} {...form.register("freeEntry")} />
    </Section>
  );
}
