import { getTranslations } from "next-intl/server";

import { SubNav } from "@/components/layout/sub-nav";

/** The way between the pages about the ledger. */
export async function LedgerNav() {
  const t = await getTranslations("books.nav");
  return (
    <SubNav
      label={t("label")}
      links={[
        { href: "/admin/ledger", name: t("accounts") },
        { href: "/admin/ledger/settlement", name: t("settlement") },
        { href: "/admin/ledger/liability", name: t("liability") },
      ]}
    />
  );
}
