import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptCode, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";

import type { RedemptionView } from "./redemption-receipt";

const REASONS = ["pesos", "pesos-and-volume", "volume", "below-next-ticket", "paid-by-prize", "not-covered"] as const;

type RedemptionProofProps = {
  redemption: RedemptionView & {
    readonly priceSince: string | null;
    readonly attendantInitials: string;
    readonly ticketsReason: string;
  };
  /** What it really earned, raffle by raffle. */
  raffles: readonly { readonly id: string; readonly name: string; readonly count: number }[];
};

/** One dispensing as it is printed: what, at which price and since when, by whom, what is left, and why so many numbers. */
export function RedemptionProof({ redemption, raffles }: RedemptionProofProps) {
  const t = useTranslations();
  const format = useFormat();
  const { timeZone: zone, priceSince, voidedAt } = redemption;
  const reason = REASONS.find((known) => known === redemption.ticketsReason);
  return (
    <Receipt torn heading="h2" title={redemption.stationName} caption={t("coupon.redemptionReceipt")}>
      {voidedAt && (
        <ReceiptLine label={t("coupon.voided")} tone="danger">
          {format.dateTime(voidedAt, zone)}
        </ReceiptLine>
      )}
      <ReceiptLine label={t("coupon.at")} note={format.zone(zone)}>
        {format.dateTime(redemption.redeemedAt, zone)}
      </ReceiptLine>
      <ReceiptLine label={t("coupon.pump", { number: redemption.pumpNumber })}>
        {t(`fuel.${redemption.fuelType}`)}
      </ReceiptLine>
      <ReceiptLine label={t("coupon.litres")}>{format.litres(redemption.fuelAmount)}</ReceiptLine>
      <ReceiptLine
        label={t("coupon.price")}
        note={priceSince ? t("coupon.priceSince", { at: format.dateTime(priceSince, zone) }) : undefined}
      >
        {format.price(redemption.pricePerLiter)}
      </ReceiptLine>
      <ReceiptLine label={t("coupon.attendant")}>{redemption.attendantInitials}</ReceiptLine>
      <ReceiptRule />
      <ReceiptLine label={t("coupon.total")} strong {...(voidedAt && { tone: "danger" as const })}>
        {format.money(redemption.totalCost)}
      </ReceiptLine>
      <ReceiptLine label={t("coupon.remaining")}>{format.money(redemption.balance)}</ReceiptLine>
      <ReceiptRule />
      <ReceiptLine label={t("coupon.tickets")} note={reason && t(`ticketsReason.${reason}`)}>
        {format.count(redemption.ticketsEarned)}
      </ReceiptLine>
      {raffles.map(({ id, name, count }) => (
        <ReceiptLine key={id} label={name}>
          {format.count(count)}
        </ReceiptLine>
      ))}
      <ReceiptLine label={t("coupon.reference")}>{redemption.reference}</ReceiptLine>
      <ReceiptCode label={t("coupon.folio")}>{redemption.id}</ReceiptCode>
      <p className="text-ink-muted text-sm">{t("coupon.notInvoice")}</p>
    </Receipt>
  );
}
