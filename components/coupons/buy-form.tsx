"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { toneOf } from "@/components/stations/fuel-totem";
import { Button } from "@/components/ui/button";
import { RadioCard, RadioCards } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Lock } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { FuelTag } from "@/components/ui/price-totem";
import { type Fuel, FUELS } from "@/server/kernel/fuel";
import { asId } from "@/server/kernel/id";
import { centavos, formatPesos, parsePesos } from "@/server/kernel/money";

import { BuySummary } from "./buy-summary";

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
  const amount = parsePesos(text.trim());
  return amount !== undefined && amount >= LEAST && amount <= MOST ? formatPesos(amount) : undefined;
}

/** Amount, fuel, place, pay. One operation id for each content, so that a second press never buys twice. */
export function BuyForm({ station }: { station: BuyStation | undefined }) {
  const t = useTranslations();
  const format = useFormat();
  const api = useApi();
  const [typed, setTyped] = useState<string>(PRESETS[1]);
  const [fuel, setFuel] = useState<Fuel>("REGULAR");
  const [isNetwork, setNetwork] = useState(station === undefined);
  const purchase = useMutation(
    api.coupons.purchase.mutationOptions({
      onSuccess: ({ checkoutUrl, id }) => window.location.assign(checkoutUrl ?? `/coupons/${id}`),
    }),
  );
  const amount = buyableAmount(typed);
  const price = station?.fuelPrices[fuel] ?? null;
  const isBusy = purchase.isPending || purchase.isSuccess;
  const pay = (event: FormEvent) => {
    event.preventDefault();
    if (amount === undefined || isBusy) return;
    purchase.mutate({
      amount,
      fuelType: fuel,
      ...(station && !isNetwork && { stationId: asId("station", station.id) }),
    });
  };
  return (
    <form onSubmit={pay} noValidate className="grid gap-8 lg:grid-cols-[3fr_2fr]">
      <div className="space-y-6">
        <RadioCards legend={t("buy.amount")} className="grid-cols-2 sm:grid-cols-4">
          {PRESETS.map((preset) => (
            <RadioCard
              key={preset}
              name="preset"
              label={<span className="figure text-2xl">{format.money(preset.slice(0, -3))}</span>}
              checked={amount === preset}
              onChange={() => setTyped(preset)}
            />
          ))}
        </RadioCards>
        <Field
          label={t("buy.otherAmount")}
          hint={t("buy.amountHint")}
          error={amount === undefined ? t("buy.editAmount") : undefined}
        >
          {(control) => (
            <Input
              {...control}
              scale="lg"
              inputMode="decimal"
              autoComplete="off"
              maxLength={9}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <RadioCards legend={t("buy.fuel")} className="grid-cols-3">
          {FUELS.map((option) => (
            <RadioCard
              key={option}
              name="fuel"
              label={<FuelTag tone={toneOf[option]}>{t(`fuel.${option}`)}</FuelTag>}
              hint={station?.fuelPrices[option] ? format.price(station.fuelPrices[option]) : undefined}
              checked={fuel === option}
              onChange={() => setFuel(option)}
            />
          ))}
        </RadioCards>
        <RadioCards legend={t("buy.where")} className="sm:grid-cols-2">
          <RadioCard name="where" label={t("buy.network")} checked={isNetwork} onChange={() => setNetwork(true)} />
          {station && (
            <RadioCard
              name="where"
              label={t("buy.oneStation", { name: station.name })}
              checked={!isNetwork}
              onChange={() => setNetwork(false)}
            />
          )}
        </RadioCards>
      </div>
      <div className="space-y-4 lg:sticky lg:top-6 lg:self-start">
        <BuySummary amount={amount} fuel={fuel} price={price} />
        <FormRefusal kind={purchase.error ? refusalOrFault(purchase.error) : undefined} />
        <Button type="submit" size="lg" wide busy={isBusy} disabled={amount === undefined} reason={t("buy.editAmount")}>
          {isBusy ? t("buy.paying") : t("buy.pay", { amount: amount ? format.money(amount) : "" })}
        </Button>
        <p className="text-ink-muted flex items-start gap-2 text-sm">
          <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t("buy.secure")}
        </p>
      </div>
    </form>
  );
}
