"use client";

import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { Copy, FileText } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast-store";

/** Print this page, or copy its address: only the owner's account opens it. Neither is printed. */
export function ReceiptTools() {
  const t = useTranslations("coupon");
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    toast(t("shared"));
  };
  return (
    <div className="space-y-2 print:hidden">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => window.print()}>
          <FileText aria-hidden className="size-5" />
          {t("print")}
        </Button>
        <Button tone="secondary" onClick={() => void copy()}>
          <Copy aria-hidden className="size-5" />
          {t("share")}
        </Button>
      </div>
      <p className="text-ink-muted text-sm">{t("sharePrivate")}</p>
    </div>
  );
}
