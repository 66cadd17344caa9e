import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";

import { homeOf, type Viewer } from "@/components/layout/viewer";
import { ButtonLink } from "@/components/ui/button";
import { RefusedState } from "@/components/ui/states";
import { viewer } from "@/server/api/rsc";
import { judge, type Permission } from "@/server/auth/domain/policy";

type Pass = { readonly who: Viewer; /** To be shown instead of the page. */ readonly refused: ReactNode | undefined };

/** Strangers sign in and come back; whoever has none of the permissions reads why. The procedures check again. */
export async function gate(...needs: readonly Permission[]): Promise<Pass> {
  const who = await viewer();
  if (!who) redirect(`/sign-in?next=${encodeURIComponent((await headers()).get("x-jsm-path") ?? "/admin")}`);
  const isOpen = needs.some((permission) => judge(permission, who.role) === "allowed");
  return { who, refused: isOpen ? undefined : <Closed who={who} /> };
}

async function Closed({ who }: { who: Viewer }) {
  const t = await getTranslations();
  return (
    <RefusedState
      title={t("admin.closedTitle")}
      action={
        <ButtonLink href={homeOf[who.role]} tone="secondary">
          {t("admin.goMyFace")}
        </ButtonLink>
      }
    >
      {t("admin.closedBody", { role: t(`role.${who.role}`) })}
    </RefusedState>
  );
}
