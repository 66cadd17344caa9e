"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type NavLinkProps = {
  href: string;
  className: string;
  /** Only this address, not those below it. */ exact?: boolean;
  children: ReactNode;
};

/** A link that knows whether it is where the person stands; the look follows `aria-current`. */
export function NavLink({ href, className, exact, children }: NavLinkProps) {
  const path = usePathname();
  const here = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <Link href={href} className={className} {...(here && { "aria-current": "page" as const })}>
      {children}
    </Link>
  );
}
