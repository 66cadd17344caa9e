import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";

import { CouponPanel } from "@/components/admin/coupon-panel";
import { shortId } from "@/components/admin/short-id";
import { SidePanel } from "@/components/admin/side-panel";
import { CouponDeeds } from "@/components/payments/coupon-deeds";
import { attempt } from "@/components/providers/attempt";
import { Messages } from "@/components/providers/messages";
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
  const mayReadLedger = judge("ledger:read", who.role) === "allowed";
  const [statement, expired] = mayReadLedger
    ? await Promise.all([
        calls.ledger.statement({ account: "COUPON", couponId, limit: SHOWN_MOVEMENTS }),
        calls.ledger.statement({ account: "EXPIRED_LIABILITY", couponId, limit: 1 }),
      ])
    : [];
  const { status, isPrize, balance } = found.value;
  const unspent = status === "EXPIRED" ? (expired?.closingBalance ?? "0.00") : balance;
  const deeds = judge("coupon:manage", who.role) === "allowed" && (
    <Messages only={["payments", "common", "refusal", "refusalTitle"]}>
      <CouponDeeds coupon={{ id: couponId, status, isPrize, unspent }} />
    </Messages>
  );
  return (
    <>
      <CouponsScreen search={await searchParams} />
      <SidePanel title={t("couponN", { id: shortId(id) })} listHref="/admin/coupons" footer={deeds}>
        <CouponPanel coupon={found.value} statement={statement} />
      </SidePanel>
    </>
  );
}
