import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";

import { PageHeader } from "@/components/ui/page-header";
import { embeddedParts } from "@/server/api/rsc";

import { Controls } from "./controls";
import { MapSample } from "./map-sample";
import { Motifs } from "./motifs";
import { Overlays } from "./overlays";
import { States } from "./states";

/** Every primitive in every state, for eyes and screenshots. Only in the demonstration. */
export default async function GalleryPage() {
  if ((await embeddedParts()) === undefined) notFound();
  const t = await getTranslations("common");
  return (
    <main className="mx-auto max-w-5xl space-y-12 px-4 py-8">
      <PageHeader title="Gallery" lead={t("tagline")} />
      <Motifs />
      <Controls />
      <MapSample />
      <States />
      <Overlays />
    </main>
  );
}
