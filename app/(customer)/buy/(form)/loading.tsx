import { getTranslations } from "next-intl/server";

import { SkeletonList } from "@/components/ui/skeleton";

export default async function Loading() {
  const t = await getTranslations("common");
  return <SkeletonList rows={3} label={t("loading")} className="h-32 w-full" />;
}
