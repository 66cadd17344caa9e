import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { InstallCard } from "@/components/account/install-card";
import { isSpendable } from "@/components/coupons/coupon-view";
import { KeepCodes } from "@/components/coupons/offline/keep-codes";
import { shownCodes } from "@/components/coupons/offline/shown-codes";
import { OpenOrder } from "@/components/coupons/open-order";
import { WalletBalance } from "@/components/coupons/wallet-balance";
import { WalletRaffles } from "@/components/raffles/wallet-raffles";
import { DEFAULT_PLACE } from "@/components/stations/search-params";
import { WalletStations } from "@/components/stations/wallet-stations";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";

import { requireCustomer } from "../require-customer";

const NEAR_KM = 10;
const SHOWN = 20;
const COUPONS = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("wallet"))("title") };
}

export default async function WalletPage() {
  const who = await requireCustomer();
  const [t, calls] = await Promise.all([getTranslations("wallet"), api()]);
  const [{ coupons }, { stations }, { raffles }] = await Promise.all([
    calls.coupons.list({ limit: COUPONS }),
    calls.stations.nearby({ ...DEFAULT_PLACE, radius: NEAR_KM, limit: SHOWN, accepts: true }),
    calls.raffles.active(),
  ]);
  const now = new Date();
  const spendable = coupons.filter(isSpendable);
  return (
    <>
      <KeepCodes person={who.id} codes={shownCodes(spendable)} asOf={now.toISOString()} isWhole />
      <PageHeader title={t("hello", { name: who.firstName })} />
      <div className="mb-6 space-y-4 empty:hidden">
        <OpenOrder coupons={coupons} />
        {spendable.length > 0 && <InstallCard />}
      </div>
      <div className="grid gap-8 lg:grid-cols-2">
        <WalletBalance coupons={spendable} />
        <WalletStations stations={stations} now={now} />
        <WalletRaffles raffles={raffles} />
      </div>
    </>
  );
}
