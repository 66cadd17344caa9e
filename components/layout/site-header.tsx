import { getTranslations } from "next-intl/server";
import Link from "next/link";

import { ButtonLink } from "../ui/button";
import { CircleUser } from "../ui/icons";
import { Brand } from "./brand";
import { NavLink } from "./nav-link";
import { homeOf, type Viewer } from "./viewer";

const links = [
  { href: "/stations", key: "stations" },
  { href: "/raffles", key: "raffles" },
  { href: "/fairness", key: "fairness" },
] as const;

/** Top of the public pages and, on wide screens, of the customer's. */
export async function SiteHeader({ viewer }: { viewer: Viewer | undefined }) {
  const t = await getTranslations();
  return (
    <header className="border-line bg-surface-raised border-b">
      <div className="mx-auto flex max-w-6xl items-center gap-4 px-4 py-2">
        <Brand name={t("common.appName")} />
        <nav aria-label={t("nav.main")} className="ml-4 hidden gap-1 md:flex">
          {links.map(({ href, key }) => (
            <NavLink
              key={href}
              href={href}
              className="text-ink-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink inline-flex min-h-11 items-center border-b-3 border-transparent px-3 font-semibold"
            >
              {t(`nav.${key}`)}
            </NavLink>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-2">
          {viewer ? (
            <Link
              href={viewer.role === "CUSTOMER" ? "/account" : homeOf[viewer.role]}
              className="rounded-box hover:bg-surface-sunken inline-flex min-h-11 items-center gap-2 px-2 font-semibold"
            >
              <CircleUser aria-hidden className="size-6" />
              <span className="max-w-28 truncate">{viewer.firstName}</span>
            </Link>
          ) : (
            <ButtonLink href="/sign-in" tone="secondary">
              {t("common.signIn")}
            </ButtonLink>
          )}
        </div>
      </div>
      <nav aria-label={t("nav.main")} className="flex gap-1 overflow-x-auto px-2 md:hidden">
        {links.map(({ href, key }) => (
          <NavLink
            key={href}
            href={href}
            className="text-ink-muted aria-[current=page]:border-accent aria-[current=page]:text-ink inline-flex min-h-11 items-center border-b-3 border-transparent px-2 text-sm font-semibold whitespace-nowrap"
          >
            {t(`nav.${key}`)}
          </NavLink>
        ))}
      </nav>
    </header>
  );
}
