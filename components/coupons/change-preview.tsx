"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptLine } from "@/components/ui/receipt";
import type { Fuel } from "@/server/kernel/fuel";
import { formatLitres, parsePesos, parsePrice, volumeFor } from "@/server/kernel/money";

import type { PickedStation } from "./station-picker";

type ChangePreviewProps = {
  before: {
    readonly fuelType: Fuel;
    readonly stationId: string | null;
    readonly stationName: string | null;
    readonly balance: string;
  };
  fuel: Fuel;
  /** Null: the whole network. */
  place: PickedStation | null;
};

/** What the coupon is and what it will be, before anything is saved. */
export function ChangePreview({ before, fuel, place }: ChangePreviewProps) {
  const t = useTranslations();
  const format = useFormat();
  const anywhere = t("coupons.anyStation");
  const price = place?.fuelPrices[fuel] ?? null;
  const perLitre = price === null ? undefined : parsePrice(price);
  const pesos = parsePesos(before.balance);
  const litres = perLitre && pesos !== undefined ? format.litres(formatLitres(volumeFor(pesos, perLitre))) : undefined;
  return (
    <div role="status" className="space-y-3">
      <Receipt>
        <ReceiptLine label={t("coupon.changeFrom")} note={before.stationName ?? anywhere}>
          {t(`fuel.${before.fuelType}`)}
        </ReceiptLine>
        <ReceiptLine label={t("coupon.changeTo")} note={place?.name ?? anywhere} strong>
          {t(`fuel.${fuel}`)}
        </ReceiptLine>
        <ReceiptLine
          label={t("coupon.remaining")}
          note={litres && price ? t("coupon.changeLitres", { litres, price: format.price(price) }) : undefined}
        >
          {format.money(before.balance)}
        </ReceiptLine>
      </Receipt>
      <p className="text-ink-muted text-sm">{t("coupon.changeKills")}</p>
    </div>
  );
}
