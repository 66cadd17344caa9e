import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import { Toaster } from "../ui/toaster";
import { DemoBanner, type EmbeddedPart } from "./demo-banner";
import { MAIN_ID, SkipLink } from "./skip-link";

type AttendantShellProps = { demo: readonly EmbeddedPart[] | undefined; children: ReactNode };

/** No menu and no frame but the strip each page brings: the screen is one decision. */
export async function AttendantShell({ demo, children }: AttendantShellProps) {
  const t = await getTranslations("common");
  return (
    <div className="face-attendant bg-surface text-ink flex min-h-dvh flex-col">
      <SkipLink label={t("skip")} />
      {demo && <DemoBanner embedded={demo} />}
      <main id={MAIN_ID} tabIndex={-1} className="flex w-full flex-1 flex-col outline-none">
        {children}
      </main>
      <Toaster closeLabel={t("close")} />
    </div>
  );
}
