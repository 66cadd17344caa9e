"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { Notice } from "@/components/ui/notice";
import type { Id } from "@/server/kernel/id";

type LastAtPumpProps = { stationId: Id<"station">; pumpNumber: number; couponId: string };

const SHOWN = 1;

/** Before charging: what was charged at this pump last. A phone that crashed may have charged without showing it. */
export function LastAtPump({ stationId, pumpNumber, couponId }: LastAtPumpProps) {
  const t = useTranslations("attendant");
  const format = useFormat();
  const ask = useApi().redemptions.list.queryOptions({ stationId, pumpNumber, limit: SHOWN });
  const { data } = useQuery({ ...ask, staleTime: 0 });
  const last = data?.redemptions[0];
  if (!last) return null;
  const words = { time: format.dateTime(last.redeemedAt, last.timeZone), amount: format.money(last.totalCost) };
  const isSame = last.couponId === couponId && last.status === "REDEEMED";
  return (
    <Notice tone={isSame ? "warn" : "neutral"}>
      <span className="text-base">
        {t(isSame ? "lastAtPumpSame" : "lastAtPump", words)} · {last.reference}
      </span>
    </Notice>
  );
}
