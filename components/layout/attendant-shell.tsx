import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import { Toaster } from "../ui/toaster";
import { ConnectionSign } from "./connection-sign";
import { DemoBanner, type EmbeddedPart } from "./demo-banner";
import { MAIN_ID, SkipLink } from "./skip-link";

type AttendantShellProps = {
  demo: readonly EmbeddedPart[] | undefined;
  /** Where this person works now; undefined shows that there is no assignment. */
  stationName: string | undefined;
  /** Ready-made words about the shift, such as "Turno desde 06:00". */
  shift?: string | undefined;
  /** The way out: a sign-out form or a link, at the strip's right. */
  exit?: ReactNode;
  children: ReactNode;
};

/** No menu: one strip with station, shift and connection; the rest of the screen is one decision. */
export async function AttendantShell({ demo, stationName, shift, exit, children }: AttendantShellProps) {
  const t = await getTranslations();
  return (
    <div className="face-attendant bg-surface text-ink flex min-h-dvh flex-col">
      <SkipLink label={t("common.skip")} />
      {demo && <DemoBanner embedded={demo} />}
      <header className="border-ink flex items-center gap-3 border-b-2 px-4 py-2">
        <div className="min-w-0 flex-1">
          <p className="truncate font-bold">{stationName ?? t("shell.noStation")}</p>
          <p className="text-ink-muted text-sm">{shift ?? t("shell.noShift")}</p>
        </div>
        <ConnectionSign online={t("shell.online")} offline={t("shell.offline")} />
        {exit}
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto flex w-full max-w-3xl flex-1 flex-col outline-none">
        {children}
      </main>
      <Toaster closeLabel={t("common.close")} />
    </div>
  );
}
