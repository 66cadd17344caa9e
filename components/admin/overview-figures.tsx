import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Stat } from "@/components/ui/stat";
import { FUELS } from "@/server/kernel/fuel";

import type { AdminOverview } from "./admin-views";

/** The six figures that matter, each opening the list that makes it. */
export function OverviewFigures({ overview }: { overview: AdminOverview }) {
  const t = useTranslations();
  const format = useFormat();
  const today = overview.serverTime.slice(0, 10);
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      <Stat
        label={t("admin.revenueToday")}
        value={format.money(overview.revenueToday)}
        note={t("admin.redemptionsN", { count: overview.redemptionsToday })}
        href={`/admin/redemptions?from=${today}`}
      />
      <Stat
        label={t("admin.couponsSold")}
        value={format.money(overview.couponsSoldAmount)}
        note={t("admin.couponsN", { count: overview.couponsSold })}
        href="/admin/coupons"
      />
      <Stat
        label={t("admin.outstanding")}
        value={format.money(overview.outstandingBalance)}
        note={t("admin.outstandingNote")}
        href="/admin/ledger?account=COUPON"
      />
      <Stat
        label={t("admin.litersToday")}
        value={format.litres(overview.litersToday.REGULAR)}
        note={FUELS.slice(1)
          .map((fuel) => `${t(`fuel.${fuel}`)} ${format.litres(overview.litersToday[fuel])}`)
          .join(" · ")}
      />
      <Stat
        label={t("admin.networkStations")}
        value={format.count(overview.networkStations)}
        note={t("admin.networkNote")}
        href="/admin/stations?accepts=true"
      />
      <Stat
        label={t("admin.people")}
        value={format.count(overview.users)}
        note={t("admin.openRafflesN", { count: overview.openRaffles })}
        href="/admin/users"
      />
    </div>
  );
}
