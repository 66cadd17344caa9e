"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import type { ReactNode } from "react";

/** Opens a row's details beside the list: its own address, with the list's filters kept behind it. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  const search = useSearchParams().toString();
  return (
    <Link
      href={search === "" ? href : `${href}?${search}`}
      scroll={false}
      className="text-accent font-semibold underline-offset-2 hover:underline"
    >
      {children}
    </Link>
  );
}
