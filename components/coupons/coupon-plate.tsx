import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { toneOf } from "@/components/stations/fuel-totem";
import { Plate } from "@/components/ui/plate";
import { FuelTag } from "@/components/ui/price-totem";
import type { Fuel } from "@/server/kernel/fuel";

import { QrCodeImage } from "./qr-code";

type CouponPlateProps = {
  qrCode: string;
  shortCode: string;
  balance: string;
  fuelType: Fuel;
  /** Over the whole screen. */ isBare?: boolean;
};

/** The plate of glass of one coupon: balance, code, short code. Nothing on it can be pressed. */
export function CouponPlate({ qrCode, shortCode, balance, fuelType, isBare = false }: CouponPlateProps) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <figure className="space-y-3">
      <Plate
        isBare={isBare}
        above={
          <p className="flex items-center justify-between gap-3">
            <span className="figure text-5xl">{format.money(balance)}</span>
            <FuelTag tone={toneOf[fuelType]}>{t(`fuel.${fuelType}`)}</FuelTag>
          </p>
        }
        code={<QrCodeImage code={qrCode} label={t("coupon.codeLabel")} />}
        below={
          <p className="figure text-2xl sm:text-3xl">
            <span className="sr-only">{t("coupon.shortCode")}: </span>
            {format.shortCode(shortCode)}
          </p>
        }
      />
      <figcaption className={cx("text-center text-sm", !isBare && "text-ink-muted")}>
        {isBare ? t("coupon.brightness") : `${t("coupon.show")}. ${t("coupon.hint")}`}
      </figcaption>
    </figure>
  );
}
