import { getTranslations } from "next-intl/server";

import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";

export default async function NotFound() {
  const t = await getTranslations();
  return (
    <main className="mx-auto w-full max-w-xl px-4 py-10">
      <title>{t("state.notFoundTitle")}</title>
      <EmptyState title={t("state.notFoundTitle")} action={<ButtonLink href="/">{t("common.goHome")}</ButtonLink>}>
        {t("state.notFoundBody")}
      </EmptyState>
    </main>
  );
}
