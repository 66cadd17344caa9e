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
      className="flex flex-wrap items-center gap-x-2 border-b border-line bg-warn-soft px-4 py-1.5 text-sm text-ink"
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-warn" />
      <strong>{t("label")}.</strong>
      <span className="hidden sm:inline">{t("banner")}</span>
      {parts && <span className="hidden text-ink-muted lg:inline">{t("embedded", { parts })}</span>}
      <a href="/demo/mail" className="ml-auto font-semibold text-accent underline underline-offset-2">
        {t("mail")}
      </a>
    </aside>
  );
}
