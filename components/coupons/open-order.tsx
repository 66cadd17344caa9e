import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { Notice } from "@/components/ui/notice";
import type { PaymentView } from "@/server/coupons/domain/payment-view";

type Unpaid = { readonly id: string; readonly amount: string; readonly payment: Pick<PaymentView, "state"> | null };

/** Before somebody buys again: the purchase they left at the payment page. Nothing where there is none. */
export function OpenOrder({ coupons }: { coupons: readonly Unpaid[] }) {
  const t = useTranslations("payment");
  const format = useFormat();
  const open = coupons.find(({ payment }) => payment?.state === "TO_PAY");
  if (!open) return null;
  return (
    <Notice tone="warn">
      {t("openOrder", { amount: format.money(open.amount) })}{" "}
      <Link href={`/coupons/${open.id}`} className="font-semibold underline underline-offset-2">
        {t("openOrderLink")}
      </Link>
    </Notice>
  );
}
