"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";

import { useFormat } from "@/components/format/use-format";
import { Button } from "@/components/ui/button";
import { Lock } from "@/components/ui/icons";
import type { WayToPay as Way } from "@/server/coupons/domain/purchase";
import type { Fuel } from "@/server/kernel/fuel";
import { asId } from "@/server/kernel/id";

import { AmountFields } from "./amount-fields";
import { BuySummary } from "./buy-summary";
import { buyableAmount, PRESETS } from "./buyable-amount";
import { FuelCards } from "./fuel-cards";
import { PlaceChoice } from "./place-choice";
import { PurchaseRefusal } from "./purchase-refusal";
import type { PickedStation } from "./station-picker";
import { usePurchase } from "./use-purchase";
import { WayToPay } from "./way-to-pay";

/** What the page's address asks for: a purchase that is made again starts with the same wish. */
export type BuyWish = {
  readonly amount: string | undefined;
  readonly fuel: Fuel | undefined;
  readonly way: Way | undefined;
  readonly station: PickedStation | undefined;
};

/** What is wanted, kept while it is put together. */
function useWish(asked: BuyWish) {
  const [typed, setTyped] = useState<string>(asked.amount ?? PRESETS[1]);
  const [fuel, setFuel] = useState<Fuel>(asked.fuel ?? "REGULAR");
  const [way, setWay] = useState<Way>(asked.way ?? "CARD");
  const [station, setStation] = useState(asked.station);
  const [isNetwork, setNetwork] = useState(asked.station === undefined);
  const pick = (picked: PickedStation) => {
    setStation(picked);
    setNetwork(false);
  };
  const place = isNetwork ? undefined : station;
  return { typed, setTyped, fuel, setFuel, way, setWay, station, isNetwork, setNetwork, pick, place };
}

/** Amount, fuel, place, way to pay, pay. */
export function BuyForm({ wish: asked }: { wish: BuyWish }) {
  const t = useTranslations("buy");
  const format = useFormat();
  const wish = useWish(asked);
  const { fuel, way, place } = wish;
  const amount = buyableAmount(wish.typed);
  const { order, refused, isBusy } = usePurchase(`${amount} ${fuel} ${way} ${place?.id ?? "network"}`);
  const pay = (event: FormEvent) => {
    event.preventDefault();
    if (amount === undefined || isBusy) return;
    const where = place && { stationId: asId("station", place.id) };
    order({ amount, fuelType: fuel, paymentMethod: way, ...where });
  };
  return (
    <form onSubmit={pay} noValidate className="grid gap-8 lg:grid-cols-[3fr_2fr]">
      <div className="min-w-0 space-y-6">
        <AmountFields typed={wish.typed} onType={wish.setTyped} />
        <FuelCards name="fuel" fuel={fuel} onChoose={wish.setFuel} prices={wish.station?.fuelPrices} />
        <PlaceChoice name="where" {...wish} onChoose={wish.setNetwork} onPick={wish.pick} />
        <WayToPay way={way} onChoose={wish.setWay} />
      </div>
      <div className="min-w-0 space-y-4 lg:sticky lg:top-6 lg:self-start">
        <BuySummary amount={amount} fuel={fuel} price={wish.station?.fuelPrices[fuel] ?? null} />
        {refused && <PurchaseRefusal {...refused} />}
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
