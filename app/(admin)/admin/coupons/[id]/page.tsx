import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";

import { CouponPanel } from "@/components/admin/coupon-panel";
import { shortId } from "@/components/admin/short-id";
import { SidePanel } from "@/components/admin/side-panel";
import { attempt } from "@/components/providers/attempt";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { asId, isUuid } from "@/server/kernel/id";

import { gate } from "../../../gate";
import { CouponsScreen } from "../coupons-screen";

const SHOWN_MOVEMENTS = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminCoupons") };
}

type CouponPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function CouponPage({ params, searchParams }: CouponPageProps) {
  const { who, refused } = await gate("coupon:read");
  if (refused) return refused;
  const { id } = await params;
  if (!isUuid(id)) notFound();
  const couponId = asId("coupon", id);
  const [t, calls] = await Promise.all([getTranslations("admin"), api()]);
  const found = await attempt(calls.coupons.inspect({ id: couponId }));
  if (!found.ok) notFound();
  const statement =
    judge("ledger:read", who.role) === "allowed"
      ? await calls.ledger.statement({ account: "COUPON", couponId, limit: SHOWN_MOVEMENTS })
      : undefined;
  return (
    <>
      <CouponsScreen search={await searchParams} />
      <SidePanel title={t("couponN", { id: shortId(id) })} listHref="/admin/coupons">
        <CouponPanel coupon={found.value} statement={statement} />
      </SidePanel>
    </>
  );
}
