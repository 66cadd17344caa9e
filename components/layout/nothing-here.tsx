import { getTranslations } from "next-intl/server";

import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/states";

/** For an address that leads nowhere, or to something that is not this person's: both look the same. */
export async function NothingHere() {
  const t = await getTranslations();
  return (
    <div className="mx-auto w-full max-w-xl py-6">
      <title>{t("state.notFoundTitle")}</title>
      <EmptyState
        heading="h1"
        title={t("state.notFoundTitle")}
        action={<ButtonLink href="/">{t("common.goHome")}</ButtonLink>}
      >
        {t("state.notFoundBody")}
      </EmptyState>
    </div>
  );
}
