"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";

import { Button } from "@/components/ui/button";
import { Download } from "@/components/ui/icons";

import { askToInstall, isWorthOffering, putOff, watchInstall, wayToInstall } from "./install";

/** One quiet offer once there is something to carry; gone for good with "not now". */
export function InstallCard() {
  const t = useTranslations("install");
  const isOffered = useSyncExternalStore(watchInstall, isWorthOffering, () => false);
  if (!isOffered) return null;
  return (
    <aside className="rounded-box border-line bg-surface-raised flex flex-wrap items-center gap-3 border p-4">
      <div className="min-w-48 flex-1">
        <h2 className="text-base">{t("title")}</h2>
        <p className="text-ink-muted text-sm">{t("body")}</p>
      </div>
      <div className="flex gap-2">
        <Button size="sm" onClick={() => void askToInstall()}>
          <Download aria-hidden className="size-4" />
          {t("add")}
        </Button>
        <Button size="sm" tone="quiet" onClick={putOff}>
          {t("later")}
        </Button>
      </div>
    </aside>
  );
}

/** In the account, always there: the same offer, or how to do it by hand where the browser does not ask. */
export function InstallHelp() {
  const t = useTranslations("install");
  const way = useSyncExternalStore(watchInstall, wayToInstall, () => "manual" as const);
  return (
    <div className="space-y-3">
      <p className="text-ink-muted">{t("body")}</p>
      {way === "ask" ? (
        <Button tone="secondary" onClick={() => void askToInstall()}>
          <Download aria-hidden className="size-5" />
          {t("add")}
        </Button>
      ) : (
        <p>{t(way)}</p>
      )}
    </div>
  );
}
