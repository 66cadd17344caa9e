import Link from "next/link";

/** The mark: a ticket with its perforation notches, and the drop it was earned with. */
export function BrandMark({ className = "size-8" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <path
        className="fill-accent"
        d="M6 3h20a3 3 0 0 1 3 3v6.5a3.5 3.5 0 0 0 0 7V26a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3v-6.5a3.5 3.5 0 0 0 0-7V6a3 3 0 0 1 3-3Z"
      />
      <path className="fill-accent-ink" d="M16 6.5c3.2 4.1 5.8 7.4 5.8 11a5.8 5.8 0 0 1-11.6 0c0-3.6 2.6-6.9 5.8-11Z" />
      <path
        className="stroke-accent fill-none"
        strokeWidth="1.8"
        strokeLinecap="round"
        d="M13.3 17.6a2.8 2.8 0 0 0 2.4 2.8"
      />
    </svg>
  );
}

export function Brand({ name, href = "/" }: { name: string; href?: string }) {
  return (
    <Link href={href} className="condensed inline-flex min-h-11 items-center gap-2 text-lg font-bold whitespace-nowrap">
      <BrandMark />
      {name}
    </Link>
  );
}
