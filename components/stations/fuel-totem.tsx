import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { type FuelTone, PriceTotem } from "@/components/ui/price-totem";
import { type Fuel, FUELS } from "@/server/kernel/fuel";

import type { StationView } from "./station-view";

export const toneOf: Record<Fuel, FuelTone> = { REGULAR: "regular", PREMIUM: "premium", DIESEL: "diesel" };

type FuelTotemProps = { prices: StationView["fuelPrices"]; size?: "md" | "lg"; fuels?: readonly Fuel[] };

/** A station's prices as its sign shows them. */
export function FuelTotem({ prices, size = "lg", fuels = FUELS }: FuelTotemProps) {
  const t = useTranslations();
  const format = useFormat();
  const rows = fuels.map((fuel) => {
    const price = prices[fuel];
    return { tone: toneOf[fuel], name: t(`fuel.${fuel}`), price: price ? format.priceParts(price) : undefined };
  });
  return <PriceTotem rows={rows} unit={t("stations.perLitre")} noPrice={t("stations.noPrice")} size={size} />;
}
