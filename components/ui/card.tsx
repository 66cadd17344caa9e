import { cx } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section {...rest} className={cx("rounded-box border border-line bg-surface-raised p-4", className)} />;
}

type SectionProps = { title: ReactNode; action?: ReactNode; className?: string; children: ReactNode };

/** A titled part of a page; its action stands at the title's right. */
export function Section({ title, action, className, children }: SectionProps) {
  return (
    <section className={cx("space-y-3", className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-xl">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
