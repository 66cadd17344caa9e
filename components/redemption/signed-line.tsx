"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { ShieldCheck } from "@/components/ui/icons";
import { asId } from "@/server/kernel/id";

/** Under the result: since when the price holds, and that the receipt is signed; anybody may check it. */
export function SignedLine({ redemptionId }: { redemptionId: string }) {
  const t = useTranslations("attendant");
  const format = useFormat();
  const { data } = useQuery(useApi().receipts.ofRedemption.queryOptions({ id: asId("redemption", redemptionId) }));
  if (!data) return <p className="mt-1 min-h-12 text-base" />;
  const price = format.price(data.pricePerLiter);
  return (
    <div className="mt-1 min-h-12 text-base">
      <p>
        {data.priceSince
          ? t("priceSince", { price, since: format.dateTime(data.priceSince, data.timeZone) })
          : t("priceOnly", { price })}
      </p>
      <p className="inline-flex items-center gap-2">
        <ShieldCheck aria-hidden className="size-5" />
        <a href={`/receipts#${data.receipt}`} target="_blank" rel="noreferrer" className="font-bold underline">
          {t("signedReceipt", { kid: data.kid })}
        </a>
      </p>
    </div>
  );
}
