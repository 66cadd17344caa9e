import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import { Toaster } from "../ui/toaster";
import { AdminMenu } from "./admin-menu";
import { sectionsOf } from "./admin-sections";
import { Brand } from "./brand";
import { DemoBanner } from "./demo-banner";
import { NavLink } from "./nav-link";
import { PreferencesForm } from "./preferences-form";
import type { FrameProps } from "./public-shell";
import { MAIN_ID, SkipLink } from "./skip-link";

type AdminShellProps = FrameProps & { /** The way out, at the foot of the rail. */ exit?: ReactNode };

/** Left rail on wide screens, a sheet on narrow ones; both hold the same list. */
export async function AdminShell({ demo, viewer, exit, children }: AdminShellProps) {
  const t = await getTranslations();
  const rail = (
    <div className="flex h-full flex-col gap-6">
      <nav aria-label={t("nav.main")} className="flex flex-col gap-1">
        {(viewer ? sectionsOf(viewer.role) : []).map(({ href, key, Sign }) => (
          <NavLink
            key={href}
            href={href}
            exact={href === "/admin"}
            className="rounded-box text-ink-muted hover:bg-surface-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent flex min-h-11 items-center gap-3 px-3 font-semibold"
          >
            <Sign aria-hidden className="size-5 shrink-0" />
            {t(`nav.${key}`)}
          </NavLink>
        ))}
      </nav>
      <div className="mt-auto space-y-3">
        <PreferencesForm />
        {viewer && (
          <p className="text-ink-muted text-sm">
            {viewer.firstName} · {t(`role.${viewer.role}`)}
          </p>
        )}
        {exit}
      </div>
    </div>
  );
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink label={t("common.skip")} />
      {demo && <DemoBanner embedded={demo} />}
      <header className="border-line bg-surface-raised flex items-center gap-2 border-b px-2 py-1 lg:hidden">
        <AdminMenu title={t("nav.menu")} closeLabel={t("common.close")}>
          {rail}
        </AdminMenu>
        <Brand name={t("common.appName")} href="/admin" />
      </header>
      <div className="flex flex-1">
        <aside className="border-line bg-surface-raised sticky top-0 hidden h-dvh w-60 shrink-0 flex-col gap-6 border-r p-4 lg:flex">
          <Brand name={t("common.appName")} href="/admin" />
          {rail}
        </aside>
        <main id={MAIN_ID} tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none lg:px-8 lg:py-8">
          {children}
        </main>
      </div>
      <Toaster closeLabel={t("common.close")} />
    </div>
  );
}
