"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/states";

/** A fault of ours while drawing a page. `digest` is the number under which the server logged it. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations();
  useEffect(() => {
    document.title = t("state.errorTitle");
  }, [t]);
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-10">
      <ErrorState
        title={t("state.errorTitle")}
        requestId={error.digest}
        action={<Button onClick={reset}>{t("common.retry")}</Button>}
      >
        {t("state.errorBody")}
      </ErrorState>
    </div>
  );
}
