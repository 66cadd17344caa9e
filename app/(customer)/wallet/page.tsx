import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { isSpendable } from "@/components/coupons/coupon-view";
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
  return (
    <>
      <PageHeader title={t("hello", { name: who.firstName })} />
      <div className="grid gap-8 lg:grid-cols-2">
        <WalletBalance coupons={coupons.filter(isSpendable)} />
        <WalletStations stations={stations} now={new Date()} />
        <WalletRaffles raffles={raffles} />
      </div>
    </>
  );
}
