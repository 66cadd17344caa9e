"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { Button } from "@/components/ui/button";
import { ShieldCheck } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";

/** Works the whole chain of seals out again, on request: it reads every row. */
export function ChainCheck() {
  const t = useTranslations("admin");
  const format = useFormat();
  const api = useApi();
  const check = useQuery(api.audit.verify.queryOptions(undefined, { enabled: false }));
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button tone="secondary" busy={check.isFetching} onClick={() => void check.refetch()}>
        <ShieldCheck aria-hidden className="size-5" />
        {t("verifyChain")}
      </Button>
      {check.data &&
        (check.data.isIntact ? (
          <Notice tone="ok" alert>
            {t("chainIntact", { count: format.count(check.data.checked) })}
          </Notice>
        ) : (
          <Notice tone="danger" alert>
            {t("chainBroken", { seq: check.data.brokenAt ?? "?" })}
          </Notice>
        ))}
      {check.error && (
        <Notice tone="danger" alert>
          {t("chainUnknown")}
        </Notice>
      )}
    </div>
  );
}
