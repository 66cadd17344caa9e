import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, parseAsStringLiteral, type SearchParams } from "nuqs/server";

import { CouponTable } from "@/components/admin/coupon-table";
import { Refusal } from "@/components/layout/refusal";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";
import { COUPON_STATUSES } from "@/server/coupons/domain/coupon-status";
import { FUELS } from "@/server/kernel/fuel";
import { asId, isUuid } from "@/server/kernel/id";

const load = createLoader({
  ...listParams,
  q: parseAsString,
  status: parseAsStringLiteral(COUPON_STATUSES),
  fuel: parseAsStringLiteral(FUELS),
  sort: parseAsStringLiteral(["createdAt", "-createdAt", "balance", "-balance"]),
});

/** The list of coupons as its address says; the detail page shows it too, behind its panel. */
export async function CouponsScreen({ search }: { search: SearchParams }) {
  const [t, calls] = await Promise.all([getTranslations("nav"), api()]);
  const { q, status, fuel, sort, limit, cursor } = load(search);
  const listed = await attempt(
    calls.coupons.all({
      ...(q !== null && { q }),
      ...(status && { status }),
      ...(fuel && { fuelType: fuel }),
      ...(sort && { sort }),
      ...(cursor !== null && isUuid(cursor) && { cursor: asId("coupon", cursor) }),
      limit,
    }),
  );
  return (
    <>
      <PageHeader title={t("adminCoupons")} />
      {listed.ok ? <CouponTable page={listed.value} /> : <Refusal kind={listed.refusal} />}
    </>
  );
}
