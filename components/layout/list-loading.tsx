import { getTranslations } from "next-intl/server";

import { Skeleton, SkeletonList } from "../ui/skeleton";

/** A list on its way: its title and its rows. */
export async function ListLoading() {
  const t = await getTranslations("common");
  return (
    <div className="space-y-6">
      <Skeleton className="h-10 w-56" />
      <SkeletonList rows={6} label={t("loading")} className="h-12 w-full" />
    </div>
  );
}
