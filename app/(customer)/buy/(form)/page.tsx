import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { BuyForm } from "@/components/coupons/buy-form";
import { attempt } from "@/components/providers/attempt";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { RefusedState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";

import { requireCustomer } from "../../require-customer";

type Props = { searchParams: Promise<{ station?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("buy"))("title") };
}

async function chosenStation(id: string | string[] | undefined) {
  if (typeof id !== "string" || !isUuid(id)) return undefined;
  const calls = await api();
  const found = await attempt(calls.stations.byId({ id: asId("station", id) }));
  return found.ok ? found.value : undefined;
}

export default async function BuyPage({ searchParams }: Props) {
  const { station: wanted } = await searchParams;
  await requireCustomer();
  const [t, calls] = await Promise.all([getTranslations(), api()]);
  const [station, profile] = await Promise.all([chosenStation(wanted), calls.auth.profile()]);
  const isVerified = profile.emailVerified || profile.phoneVerified;
  return (
    <>
      <PageHeader title={t("buy.title")} lead={t("buy.lead")} />
      {!isVerified && (
        <div className="mb-6">
          <RefusedState
            title={t("buy.unverifiedTitle")}
            action={<ButtonLink href="/account">{t("buy.verify")}</ButtonLink>}
          >
            {t("refusal.VERIFICATION_REQUIRED")}
          </RefusedState>
        </div>
      )}
      {station && !station.acceptsCoupons && (
        <div className="mb-6">
          <Notice tone="warn">{t("buy.stationNotInNetwork")}</Notice>
        </div>
      )}
      {isVerified && <BuyForm station={station?.acceptsCoupons ? station : undefined} />}
    </>
  );
}
