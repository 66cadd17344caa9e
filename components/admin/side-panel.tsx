"use client";

import { useTranslations } from "next-intl";
import { useRouter, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";

import { Sheet, SheetContent } from "@/components/ui/sheet";

type SidePanelProps = {
  title: string;
  /** The list behind it. */ listHref: string;
  footer?: ReactNode;
  children: ReactNode;
};

/** Details beside their list. Closing leads back to the list as it was filtered. */
export function SidePanel({ title, listHref, footer, children }: SidePanelProps) {
  const t = useTranslations("common");
  const router = useRouter();
  const search = useSearchParams().toString();
  const close = () => router.push(search === "" ? listHref : `${listHref}?${search}`, { scroll: false });
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && close()}>
      <SheetContent title={title} closeLabel={t("close")} footer={footer}>
        {children}
      </SheetContent>
    </Sheet>
  );
}
