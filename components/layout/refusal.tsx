import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import type { ReactNode } from "react";

import type { RefusalKind } from "@/server/kernel/refusal";

import { ButtonLink } from "../ui/button";
import { RefusedState } from "../ui/states";

/** Where a refusal can be cured, and back. */
async function wayOn(
  kind: RefusalKind,
): Promise<{ href: string; text: "common.signIn" | "refusalTitle.STEP_UP_REQUIRED" } | undefined> {
  if (kind === "UNAUTHORIZED") return { href: "/sign-in", text: "common.signIn" };
  if (kind !== "MFA_REQUIRED" && kind !== "STEP_UP_REQUIRED") return undefined;
  const here = (await headers()).get("x-jsm-path") ?? "/go";
  return { href: `/second-factor?next=${encodeURIComponent(here)}`, text: "refusalTitle.STEP_UP_REQUIRED" };
}

/** What a page shows when its call was refused; the way on is offered where there is one. */
export async function Refusal({ kind, action }: { kind: RefusalKind; action?: ReactNode }) {
  const t = await getTranslations();
  const way = await wayOn(kind);
  return (
    <RefusedState
      heading="h1"
      title={t(`refusalTitle.${kind}`)}
      action={action ?? (way && <ButtonLink href={way.href}>{t(way.text)}</ButtonLink>)}
    >
      {t(`refusal.${kind}`)}
    </RefusedState>
  );
}
