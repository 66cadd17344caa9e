import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";

import { requireCustomer } from "@/app/(customer)/require-customer";
import { CodeScreen } from "@/components/coupons/code-screen";
import { CouponPlate } from "@/components/coupons/coupon-plate";
import { KeepCodes } from "@/components/coupons/offline/keep-codes";
import { shownCodes } from "@/components/coupons/offline/shown-codes";
import { LiveRefresh } from "@/components/layout/live-refresh";
import { attempt } from "@/components/providers/attempt";
import { X } from "@/components/ui/icons";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";

type Props = { params: Promise<{ id: string }> };

const LIVE_SECONDS = 5;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("coupon"))("codeLabel") };
}

/** The plate of glass over the whole screen; goes back to the coupon as soon as there is no code to show. */
export default async function CodePage({ params }: Props) {
  const { id } = await params;
  if (!isUuid(id)) notFound();
  const [who, t, calls] = await Promise.all([requireCustomer(), getTranslations(), api()]);
  const found = await attempt(calls.coupons.byId({ id: asId("coupon", id) }));
  if (!found.ok) notFound();
  const coupon = found.value;
  if (!coupon.qrCode || !coupon.shortCode) redirect(`/coupons/${id}`);
  const asOf = new Date().toISOString();
  return (
    <div className="mx-auto max-w-[min(44rem,calc(100dvh-10rem))] min-w-64">
      <LiveRefresh everySeconds={LIVE_SECONDS} />
      <KeepCodes person={who.id} codes={shownCodes([coupon])} asOf={asOf} />
      <div className="flex items-center justify-between gap-3">
        <h1 className="text-base">{coupon.stationName ?? t("coupons.anyStation")}</h1>
        <Link
          href={`/coupons/${id}`}
          aria-label={t("coupon.closeCode")}
          className="inline-flex size-12 shrink-0 items-center justify-center"
        >
          <X aria-hidden className="size-6" />
        </Link>
      </div>
      <CodeScreen asOf={asOf}>
        <CouponPlate
          qrCode={coupon.qrCode}
          shortCode={coupon.shortCode}
          balance={coupon.balance}
          fuelType={coupon.fuelType}
          isBare
        />
      </CodeScreen>
    </div>
  );
}
