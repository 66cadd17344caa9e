"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";

/**
 * A fault of ours while drawing a page. `digest` is the number under which the server logged it. Written in plain
 * elements: this file is part of every page's first load.
 */
export function PageFault({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations();
  useEffect(() => {
    document.title = t("state.errorTitle");
  }, [t]);
  return (
    <div role="alert" className="mx-auto w-full max-w-xl px-4 py-10">
      <div className="rounded-box border-danger bg-danger-soft flex flex-col items-start gap-3 border p-5">
        <h1 className="text-xl">{t("state.errorTitle")}</h1>
        <p className="text-ink-muted max-w-prose">{t("state.errorBody")}</p>
        {error.digest && (
          <p className="text-sm">
            {t("common.requestId")}: <code className="font-mono">{error.digest}</code>
          </p>
        )}
        <button
          type="button"
          onClick={reset}
          className="rounded-box bg-accent text-accent-ink inline-flex min-h-11 items-center px-4 font-semibold"
        >
          {t("common.retry")}
        </button>
      </div>
    </div>
  );
}
