import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import { DemoBanner, type EmbeddedPart } from "./demo-banner";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";
import { MAIN_ID, SkipLink } from "./skip-link";
import type { Viewer } from "./viewer";

export type FrameProps = {
  /** What is embedded; undefined when this is no demonstration. */
  demo: readonly EmbeddedPart[] | undefined;
  viewer: Viewer | undefined;
  children: ReactNode;
};

/** The frame of pages that need no account: links and forms only. */
export async function PublicShell({ demo, viewer, children }: FrameProps) {
  const t = await getTranslations("common");
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink label={t("skip")} />
      {demo && <DemoBanner embedded={demo} />}
      <SiteHeader viewer={viewer} />
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 outline-none md:py-10">
        {children}
      </main>
      <SiteFooter />
    </div>
  );
}
