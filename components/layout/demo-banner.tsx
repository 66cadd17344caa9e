import { getTranslations } from "next-intl/server";

import { TriangleAlert } from "../ui/icons";

export const EMBEDDED_PARTS = ["postgres", "redis", "inngest", "stripe", "mail", "sms", "beacon"] as const;
export type EmbeddedPart = (typeof EMBEDDED_PARTS)[number];

/** Says that this is a demonstration and what in it is simulated. Shown on every page while it is true. */
export async function DemoBanner({ embedded }: { embedded: readonly EmbeddedPart[] }) {
  const t = await getTranslations("demo");
  const parts = embedded.map((part) => t(`parts.${part}`)).join(", ");
  return (
    <aside
      aria-label={t("label")}
      className="border-line bg-warn-soft text-ink flex flex-wrap items-center gap-x-2 border-b px-4 py-1.5 text-sm"
    >
      <TriangleAlert aria-hidden className="text-warn size-4 shrink-0" />
      <strong>{t("label")}.</strong>
      <span className="hidden sm:inline">{t("banner")}</span>
      {parts && <span className="text-ink-muted hidden lg:inline">{t("embedded", { parts })}</span>}
      <a href="/demo/mail" className="text-accent ml-auto font-semibold underline underline-offset-2">
        {t("mail")}
      </a>
    </aside>
  );
}
