import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import type { RefusalKind } from "@/server/kernel/refusal";

import { ButtonLink } from "../ui/button";
import { RefusedState } from "../ui/states";

/** What a page shows when its call was refused; signing in is offered where that would help. */
export async function Refusal({ kind, action }: { kind: RefusalKind; action?: ReactNode }) {
  const t = await getTranslations();
  const way =
    action ?? (kind === "UNAUTHORIZED" ? <ButtonLink href="/sign-in">{t("common.signIn")}</ButtonLink> : undefined);
  return (
    <RefusedState heading="h1" title={t(`refusalTitle.${kind}`)} action={way}>
      {t(`refusal.${kind}`)}
    </RefusedState>
  );
}
