import { NavLink } from "./nav-link";

type SubNavProps = { label: string; links: readonly { href: string; name: string }[] };

/** The pages of one section, above its list. */
export function SubNav({ label, links }: SubNavProps) {
  return (
    <nav aria-label={label} className="border-line mb-6 flex gap-1 overflow-x-auto border-b">
      {links.map(({ href, name }) => (
        <NavLink
          key={href}
          href={href}
          exact
          className="text-ink-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink -mb-px inline-flex min-h-11 items-center border-b-3 border-transparent px-3 font-semibold whitespace-nowrap"
        >
          {name}
        </NavLink>
      ))}
    </nav>
  );
}
