import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { BuyForm } from "@/components/coupons/buy-form";
import { buyableAmount } from "@/components/coupons/buyable-amount";
import { OpenOrder } from "@/components/coupons/open-order";
import { attempt } from "@/components/providers/attempt";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { RefusedState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";
import { WAYS_TO_PAY } from "@/server/coupons/domain/purchase";
import { FUELS } from "@/server/kernel/fuel";
import { asId, isUuid } from "@/server/kernel/id";

import { requireCustomer } from "../../require-customer";

type Asked = string | string[] | undefined;
type Props = { searchParams: Promise<{ station?: Asked; amount?: Asked; fuel?: Asked; method?: Asked }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("buy"))("title") };
}

async function chosenStation(id: Asked) {
  if (typeof id !== "string" || !isUuid(id)) return undefined;
  const calls = await api();
  const found = await attempt(calls.stations.byId({ id: asId("station", id) }));
  return found.ok ? found.value : undefined;
}

/** One of the known words, or undefined for whatever else stands in the address. */
const known = <T extends string>(words: readonly T[], asked: Asked): T | undefined =>
  words.find((word) => word === asked);

const UNPAID = { status: "PENDING_PAYMENT", limit: 5 } as const;

export default async function BuyPage({ searchParams }: Props) {
  const asked = await searchParams;
  await requireCustomer();
  const [t, calls] = await Promise.all([getTranslations(), api()]);
  const [station, profile, { coupons: unpaid }] = await Promise.all([
    chosenStation(asked.station),
    calls.auth.profile(),
    calls.coupons.list(UNPAID),
  ]);
  const isVerified = profile.emailVerified || profile.phoneVerified;
  const wish = {
    amount: typeof asked.amount === "string" ? buyableAmount(asked.amount) : undefined,
    fuel: known(FUELS, asked.fuel),
    way: known(WAYS_TO_PAY, asked.method),
    station: station?.acceptsCoupons ? station : undefined,
  };
  return (
    <>
      <PageHeader title={t("buy.title")} lead={t("buy.lead")} />
      <div className="space-y-6">
        <OpenOrder coupons={unpaid} />
        {!isVerified && (
          <RefusedState
            title={t("buy.unverifiedTitle")}
            action={<ButtonLink href="/account">{t("buy.seeAccount")}</ButtonLink>}
          >
            {t("refusal.VERIFICATION_REQUIRED")}
          </RefusedState>
        )}
        {station && !station.acceptsCoupons && <Notice tone="warn">{t("buy.stationNotInNetwork")}</Notice>}
        {isVerified && <BuyForm wish={wish} />}
      </div>
    </>
  );
}
