"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { useFormat } from "@/components/format/use-format";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { ButtonLink } from "@/components/ui/button";
import { RefusedState } from "@/components/ui/states";
import type { RefusalKind } from "@/server/kernel/refusal";

/** Pesos one person may buy on one Mexico City day (domain words, "Coupons"). */
const DAILY_LIMIT = "50000.00";

/** Seconds until a refused call may be made again, where the answer says so. */
function waitOf(error: unknown): number | undefined {
  const refusal: unknown = Reflect.get(Object(Reflect.get(Object(error), "data")), "refusal");
  const seconds: unknown = Reflect.get(Object(refusal), "retryAfterSeconds");
  return typeof seconds === "number" ? seconds : undefined;
}

type PurchaseRefusalProps = { error: unknown; /** When it came. */ at: Date };

/** Why no order was made, in words that say when or how it will work. */
export function PurchaseRefusal({ error, at }: PurchaseRefusalProps) {
  const t = useTranslations();
  const format = useFormat();
  const kind = refusalOrFault(error);
  const wait = waitOf(error);
  const more: Partial<Record<RefusalKind, ReactNode>> = {
    DAILY_LIMIT_EXCEEDED: t("buy.limitTomorrow", { limit: format.money(DAILY_LIMIT) }),
    RATE_LIMITED:
      wait !== undefined && t("buy.limitUntil", { time: format.time(new Date(at.getTime() + wait * 1000)) }),
  };
  // What became of the payment is not known: no word of failure, and the same order goes on.
  if (kind === "UNAVAILABLE") {
    return <RefusedState title={t("buy.confirmingTitle")}>{t("buy.confirming")}</RefusedState>;
  }
  return (
    <RefusedState
      title={t(`refusalTitle.${kind}`)}
      action={
        kind === "VERIFICATION_REQUIRED" ? <ButtonLink href="/account">{t("buy.seeAccount")}</ButtonLink> : undefined
      }
    >
      {t(`refusal.${kind}`)} {more[kind]}
    </RefusedState>
  );
}
