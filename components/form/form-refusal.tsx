"use client";

import { useTranslations } from "next-intl";

import type { RefusalKind } from "@/server/kernel/refusal";

import { Notice } from "../ui/notice";

/** What a whole form was refused for, under its fields and above its button. Needs the texts `refusal` and `refusalTitle`. */
export function FormRefusal({ kind }: { kind: RefusalKind | undefined }) {
  const t = useTranslations();
  if (!kind) return null;
  return (
    <Notice tone="danger" alert>
      <strong>{t(`refusalTitle.${kind}`)}.</strong> {t(`refusal.${kind}`)}
    </Notice>
  );
}
