import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { newDraft } from "@/components/raffles/raffle-draft";
import { RaffleForm } from "@/components/raffles/raffle-form";
import { PageHeader } from "@/components/ui/page-header";

import { gate } from "../../../gate";
import { networkStations, raffleTiming } from "../form-facts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin"))("newRaffle") };
}

export default async function NewRafflePage() {
  const { refused } = await gate("raffle:manage");
  if (refused) return refused;
  const [t, timing, stations] = await Promise.all([getTranslations(), raffleTiming(), networkStations()]);
  return (
    <>
      <PageHeader
        back={{ href: "/admin/raffles", label: t("nav.adminRaffles") }}
        title={t("admin.newRaffle")}
        lead={t("admin.newRaffleLead")}
      />
      <RaffleForm initial={newDraft(new Date())} timing={timing} stations={stations} />
    </>
  );
}
