import { cx } from "class-variance-authority";
import { getTranslations } from "next-intl/server";
import Link from "next/link";

import { PreferencesForm } from "./preferences-form";

const links = [
  { href: "/fairness", key: "fairness" },
  { href: "/legal/privacy", key: "privacy" },
  { href: "/legal/terms", key: "terms" },
] as const;

/** `inAccount`: without preferences, as inside the customer's frame: there they stand in the account. */
export async function SiteFooter({ inAccount = false }: { inAccount?: boolean }) {
  const t = await getTranslations();
  return (
    <footer className="border-line border-t">
      <div
        className={cx(
          "mx-auto flex flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-6 text-sm",
          inAccount ? "max-w-5xl" : "max-w-6xl",
        )}
      >
        <nav aria-label={t("nav.more")} className="flex flex-wrap gap-x-5 gap-y-1">
          {links.map(({ href, key }) => (
            <Link
              key={href}
              href={href}
              className="text-ink-muted inline-flex min-h-9 items-center underline-offset-2 hover:underline"
            >
              {t(`nav.${key}`)}
            </Link>
          ))}
          <a
            href="/docs"
            className="text-ink-muted inline-flex min-h-9 items-center underline-offset-2 hover:underline"
          >
            {t("nav.docs")}
          </a>
        </nav>
        {!inAccount && <PreferencesForm />}
      </div>
    </footer>
  );
}
