import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { ButtonLink } from "@/components/ui/button";
import { ChevronRight, Fuel, QrCode } from "@/components/ui/icons";
import { EmptyState } from "@/components/ui/states";
import { formatPesos, parsePesos } from "@/server/kernel/money";

import { CouponCard } from "./coupon-card";
import type { CouponView } from "./coupon-view";

const centavosOf = (coupon: CouponView): number => parsePesos(coupon.balance) ?? 0;

/** My money and, one tap away, the code of the fullest coupon. `coupons` are those that can be spent. */
export function WalletBalance({ coupons }: { coupons: readonly CouponView[] }) {
  const t = useTranslations("wallet");
  const format = useFormat();
  const fullest = [...coupons].sort((a, b) => centavosOf(b) - centavosOf(a));
  const [first, ...others] = fullest;
  if (!first) {
    return (
      <EmptyState
        icon={<Fuel />}
        title={t("emptyTitle")}
        action={
          <ButtonLink href="/buy" size="lg">
            {t("buy")}
          </ButtonLink>
        }
      >
        {t("emptyBody")}
      </EmptyState>
    );
  }
  const total = coupons.reduce((sum, coupon) => sum + centavosOf(coupon), 0);
  return (
    <section className="space-y-3">
      <div className="rounded-box bg-accent text-accent-ink shadow-lift p-5">
        <h2 className="text-base font-semibold">{t("title")}</h2>
        <p className="figure mt-2 text-6xl">{format.money(formatPesos(total))}</p>
        <p className="mt-2">
          <Link href="/coupons" className="inline-flex min-h-9 items-center gap-1 underline underline-offset-4">
            {t("inCoupons", { count: coupons.length })}
            <ChevronRight aria-hidden className="size-4" />
          </Link>
        </p>
        <Link
          href={`/coupons/${first.id}/code`}
          className="rounded-box bg-accent-ink text-accent mt-4 flex min-h-14 items-center justify-center gap-3 text-lg font-semibold"
        >
          <QrCode aria-hidden className="size-7" />
          {t("showCode")}
        </Link>
      </div>
      <ButtonLink href="/buy" size="lg" tone="secondary" wide>
        <Fuel aria-hidden className="size-5" />
        {t("buy")}
      </ButtonLink>
      {others.slice(0, 2).map((coupon) => (
        <CouponCard key={coupon.id} coupon={coupon} />
      ))}
    </section>
  );
}
