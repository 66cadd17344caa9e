"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";

import type { RefusalKind } from "@/server/kernel/refusal";

import { Notice } from "../ui/notice";

/** What a whole form was refused for, under its fields and above its button. Needs the texts `refusal` and `refusalTitle`. */
export function FormRefusal({ kind }: { kind: RefusalKind | undefined }) {
  const t = useTranslations();
  const here = usePathname();
  if (!kind) return null;
  const asksFactor = kind === "STEP_UP_REQUIRED" || kind === "MFA_REQUIRED";
  return (
    <Notice tone="danger" alert>
      <strong>{t(`refusalTitle.${kind}`)}.</strong> {t(`refusal.${kind}`)}
      {asksFactor && (
        <Link
          href={`/second-factor?next=${encodeURIComponent(here)}`}
          className="mt-2 block font-semibold underline underline-offset-4"
        >
          {t("refusalTitle.STEP_UP_REQUIRED")}
        </Link>
      )}
    </Notice>
  );
}
