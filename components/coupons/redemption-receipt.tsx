import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { ButtonLink } from "@/components/ui/button";
import { Ticket } from "@/components/ui/icons";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";
import type { Fuel } from "@/server/kernel/fuel";

/** One redemption; the shape of `coupons/{id}/redemptions`. */
export type RedemptionView = {
  readonly id: string;
  readonly stationName: string;
  readonly timeZone: string;
  readonly fuelType: Fuel;
  readonly fuelAmount: string;
  readonly pricePerLiter: string;
  readonly totalCost: string;
  readonly balance: string;
  readonly ticketsEarned: number;
  readonly redeemedAt: string;
  readonly pumpNumber: number;
  readonly reference: string;
  readonly voidedAt: string | null;
};

type RedemptionReceiptProps = {
  redemption: RedemptionView;
  /** Its printable form. */
  href: string;
  /** Where ads add to its tickets, while they may still begin. */
  adsHref?: string | undefined;
};

/** A redemption as the pump's till receipt, in the station's own time. */
export function RedemptionReceipt({ redemption, href, adsHref }: RedemptionReceiptProps) {
  const t = useTranslations();
  const format = useFormat();
  const isVoided = redemption.voidedAt !== null;
  const at = `${format.dateTime(redemption.redeemedAt, redemption.timeZone)}`;
  return (
    <Receipt
      torn
      title={redemption.stationName}
      caption={`${at} (${format.zone(redemption.timeZone)}) · ${t("coupon.pump", { number: redemption.pumpNumber })}`}
    >
      {isVoided && (
        <ReceiptLine label={t("coupon.voided")} tone="danger">
          {format.dateTime(redemption.voidedAt ?? "", redemption.timeZone)}
        </ReceiptLine>
      )}
      <ReceiptLine label={t(`fuel.${redemption.fuelType}`)}>{format.litres(redemption.fuelAmount)}</ReceiptLine>
      <ReceiptLine label={t("coupon.price")}>{format.price(redemption.pricePerLiter)}</ReceiptLine>
      <ReceiptLine label={t("coupon.tickets")}>{format.count(redemption.ticketsEarned)}</ReceiptLine>
      <ReceiptLine label={t("coupon.reference")}>{redemption.reference}</ReceiptLine>
      <ReceiptRule />
      <ReceiptLine label={t("coupon.total")} strong {...(isVoided && { tone: "danger" as const })}>
        {format.money(redemption.totalCost)}
      </ReceiptLine>
      <ReceiptLine label={t("coupon.remaining")}>{format.money(redemption.balance)}</ReceiptLine>
      <Link
        href={href}
        className="text-accent inline-flex min-h-11 items-center font-semibold underline underline-offset-2"
      >
        {t("coupon.seeReceipt")}
      </Link>
      {adsHref && (
        <ButtonLink href={adsHref} tone="secondary" wide>
          <Ticket aria-hidden className="size-5" />
          {t("coupon.moreTickets")}
        </ButtonLink>
      )}
    </Receipt>
  );
}
