import { getTranslations } from "next-intl/server";

import { Skeleton } from "@/components/ui/skeleton";

/** The strip and the camera's place, before anything is known. */
export default async function Loading() {
  const t = await getTranslations("common");
  return (
    <div role="status" className="flex flex-1 flex-col gap-4 p-4">
      <span className="sr-only">{t("loading")}</span>
      <Skeleton className="h-12 w-full" />
      <Skeleton className="min-h-72 flex-1" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}
