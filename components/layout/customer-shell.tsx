import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import { CircleUser, Fuel, House, MapPin, Ticket, Wallet } from "../ui/icons";
import { Brand } from "./brand";
import { DemoBanner } from "./demo-banner";
import { NavLink } from "./nav-link";
import type { FrameProps } from "./public-shell";
import { SiteFooter } from "./site-footer";
import { MAIN_ID, SkipLink } from "./skip-link";

const sections = [
  { href: "/wallet", key: "home", Sign: House },
  { href: "/stations", key: "stations", Sign: MapPin },
  { href: "/buy", key: "buy", Sign: Fuel },
  { href: "/coupons", key: "coupons", Sign: Wallet },
  { href: "/raffles", key: "raffles", Sign: Ticket },
] as const;

/** `toaster`: only where something can be said; the public pages do without its script. */
type CustomerShellProps = FrameProps & { toaster?: ReactNode };

/** Phone first: five sections under the thumb; on wide screens the same five stand in the header. */
export async function CustomerShell({ demo, viewer, toaster, children }: CustomerShellProps) {
  const t = await getTranslations();
  return (
    <div className="flex min-h-dvh flex-col pb-20 md:pb-0">
      <SkipLink label={t("common.skip")} />
      {demo && <DemoBanner embedded={demo} />}
      <header className="border-line bg-surface-raised border-b">
        <div className="mx-auto flex max-w-5xl items-center justify-between gap-4 px-4 py-2">
          <Brand name={t("common.appName")} href="/wallet" />
          <NavLink
            href="/account"
            className="rounded-box hover:bg-surface-sunken aria-[current=page]:text-accent inline-flex min-h-11 items-center gap-2 px-2 font-semibold md:order-last"
          >
            <CircleUser aria-hidden className="size-6" />
            <span className="max-w-28 truncate">{viewer?.firstName ?? t("nav.account")}</span>
          </NavLink>
          <SectionBar label={t("nav.main")} words={(key) => t(`nav.${key}`)} />
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto w-full max-w-5xl flex-1 px-4 py-6 outline-none md:py-10">
        {children}
      </main>
      <SiteFooter inAccount />
      {toaster}
    </div>
  );
}

type SectionKey = (typeof sections)[number]["key"];

function SectionBar({ label, words }: { label: string; words: (key: SectionKey) => string }) {
  return (
    <nav
      aria-label={label}
      className="border-line-strong bg-surface-raised safe-bottom fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t md:static md:flex md:gap-1 md:border-0 md:p-0"
    >
      {sections.map(({ href, key, Sign }) => (
        <NavLink
          key={href}
          href={href}
          className="group text-ink-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-accent flex min-h-14 flex-col items-center justify-center gap-0.5 border-t-3 border-transparent px-1 text-xs font-semibold md:min-h-11 md:border-t-0 md:border-b-3 md:px-3 md:text-base"
        >
          <Sign aria-hidden className="size-6 md:hidden" />
          {words(key)}
        </NavLink>
      ))}
    </nav>
  );
}
