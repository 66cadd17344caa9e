"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useFormat } from "@/components/format/use-format";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { RadioCard, RadioCards } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Lock } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import type { Fuel } from "@/server/kernel/fuel";
import { asId } from "@/server/kernel/id";
import { centavos, formatPesos, parsePesos } from "@/server/kernel/money";

import { BuySummary } from "./buy-summary";
import { FuelCards } from "./fuel-cards";
import { usePurchase } from "./use-purchase";

const PRESETS = ["200.00", "500.00", "1000.00", "2000.00"] as const;
/** Domain words, "Coupons": 50.00 to 10,000.00 MXN each. */
const LEAST = centavos(5000);
const MOST = centavos(1_000_000);

export type BuyStation = {
  readonly id: string;
  readonly name: string;
  readonly fuelPrices: Readonly<Record<Fuel, string | null>>;
};

/** A typed amount as the wire wants it; undefined when it cannot be bought. */
function buyableAmount(text: string): string | undefined {
  const amount = parsePesos(text.trim().replaceAll(",", ""));
  return amount !== undefined && amount >= LEAST && amount <= MOST ? formatPesos(amount) : undefined;
}

function AmountFields({ typed, onType }: { typed: string; onType: (text: string) => void }) {
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

/** Amount, fuel, place, pay. */
export function BuyForm({ station }: { station: BuyStation | undefined }) {
  const t = useTranslations("buy");
  const format = useFormat();
  const [typed, setTyped] = useState<string>(PRESETS[1]);
  const [fuel, setFuel] = useState<Fuel>("REGULAR");
  const [isNetwork, setNetwork] = useState(station === undefined);
  const amount = buyableAmount(typed);
  const { order, error, isBusy } = usePurchase(`${amount} ${fuel} ${isNetwork}`);
  const pay = (event: FormEvent) => {
    event.preventDefault();
    if (amount === undefined || isBusy) return;
    order({ amount, fuelType: fuel, ...(station && !isNetwork && { stationId: asId("station", station.id) }) });
  };
  return (
    <form onSubmit={pay} noValidate className="grid gap-8 lg:grid-cols-[3fr_2fr]">
      <div className="space-y-6">
        <AmountFields typed={typed} onType={setTyped} />
        <FuelCards name="fuel" fuel={fuel} onChoose={setFuel} prices={station?.fuelPrices} />
        <RadioCards legend={t("where")} className="sm:grid-cols-2">
          <RadioCard name="where" label={t("network")} checked={isNetwork} onChange={() => setNetwork(true)} />
          {station && (
            <RadioCard
              name="where"
              label={t("oneStation", { name: station.name })}
              checked={!isNetwork}
              onChange={() => setNetwork(false)}
            />
          )}
        </RadioCards>
      </div>
      <div className="space-y-4 lg:sticky lg:top-6 lg:self-start">
        <BuySummary amount={amount} fuel={fuel} price={station?.fuelPrices[fuel] ?? null} />
        <FormRefusal kind={error ? refusalOrFault(error) : undefined} />
        <Button type="submit" size="lg" wide busy={isBusy} disabled={amount === undefined} reason={t("editAmount")}>
          {isBusy ? t("paying") : t("pay", { amount: amount ? format.money(amount) : "" })}
        </Button>
        <p className="text-ink-muted flex items-start gap-2 text-sm">
          <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t("secure")}
        </p>
      </div>
    </form>
  );
}
