import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";

import { gate } from "../../../gate";
import { StationsScreen } from "../stations-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminStations") };
}

export default async function StationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { who, refused } = await gate("station:inspect", "station:price");
  return refused ?? <StationsScreen who={who} search={await searchParams} />;
}
