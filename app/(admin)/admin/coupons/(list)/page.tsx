import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";

import { gate } from "../../../gate";
import { CouponsScreen } from "../coupons-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminCoupons") };
}

export default async function CouponsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { refused } = await gate("coupon:read");
  return refused ?? <CouponsScreen search={await searchParams} />;
}
