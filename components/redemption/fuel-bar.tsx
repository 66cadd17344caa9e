import { cva } from "class-variance-authority";
import type { ReactNode } from "react";

import type { Fuel } from "@/server/kernel/fuel";

const look = cva("text-fuel-ink flex items-center justify-between gap-3 px-4 font-bold", {
  variants: {
    fuel: {
      REGULAR: "bg-fuel-regular",
      PREMIUM: "bg-fuel-premium",
      DIESEL: "bg-fuel-diesel shadow-[inset_0_0_0_1px_var(--fuel-edge)]",
    },
    size: { md: "min-h-14 text-xl", lg: "min-h-18 text-3xl" },
  },
});

/** The hose to take: the fuel's word on the colour of its pump, across the screen. */
export function FuelBar({
  fuel,
  word,
  size,
  children,
}: {
  fuel: Fuel;
  word: string;
  size: "md" | "lg";
  children?: ReactNode;
}) {
  return (
    <div className={look({ fuel, size })}>
      <span className="condensed">{word}</span>
      {children}
    </div>
  );
}
