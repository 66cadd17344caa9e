"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";

import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/icons";
import { Sheet, SheetContent, SheetTrigger } from "../ui/sheet";

/** The rail's list as a sheet on narrow screens; it closes when the person has arrived somewhere. */
export function AdminMenu({ title, closeLabel, children }: { title: string; closeLabel: string; children: ReactNode }) {
  const path = usePathname();
  const [openAt, setOpenAt] = useState<string>();
  return (
    <Sheet open={openAt === path} onOpenChange={(open) => setOpenAt(open ? path : undefined)}>
      <SheetTrigger>
        <IconButton label={title} icon={<Menu aria-hidden />} />
      </SheetTrigger>
      <SheetContent side="left" title={title} closeLabel={closeLabel}>
        {children}
      </SheetContent>
    </Sheet>
  );
}
