import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";

import { draftOf } from "@/components/raffles/raffle-draft";
import { RaffleForm } from "@/components/raffles/raffle-form";
import { PageHeader } from "@/components/ui/page-header";
import { canRaffle } from "@/server/raffles/domain/raffle-status";

import { gate } from "../../../../gate";
import { networkStations, raffleTiming } from "../../form-facts";
import { loadRaffle } from "../load-raffle";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin"))("editDraft") };
}

/** Drafts only: what was published never changes. */
export default async function EditRafflePage({ params }: { params: Promise<{ id: string }> }) {
  const { refused } = await gate("raffle:manage");
  if (refused) return refused;
  const { id } = await params;
  const raffle = await loadRaffle(id);
  if (!canRaffle("update", raffle)) redirect(`/admin/raffles/${id}`);
  const [t, timing, stations] = await Promise.all([getTranslations("admin"), raffleTiming(), networkStations()]);
  return (
    <>
      <PageHeader back={{ href: `/admin/raffles/${id}`, label: raffle.name }} title={t("editDraft")} />
      <RaffleForm initial={draftOf(raffle)} timing={timing} stations={stations} raffleId={raffle.id} />
    </>
  );
}
