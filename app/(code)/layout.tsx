import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import { MAIN_ID, SkipLink } from "@/components/layout/skip-link";
import { ApiProvider } from "@/components/providers/api-provider";
import { Messages } from "@/components/providers/messages";

/** The code alone on the screen: no menu, no header, nothing beside it to touch by mistake. */
export default async function CodeLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("common");
  return (
    <Messages only={["common", "state", "offline"]}>
      <ApiProvider>
        <SkipLink label={t("skip")} />
        <main id={MAIN_ID} tabIndex={-1} className="bg-plate text-plate-ink min-h-dvh px-4 py-3 outline-none">
          {children}
        </main>
      </ApiProvider>
    </Messages>
  );
}
