"use client";

import { cx } from "class-variance-authority";

import { DialogPanel, type DialogPanelProps } from "./dialog";

export { Dialog as Sheet, DialogClose as SheetClose, DialogTrigger as SheetTrigger } from "./dialog";

const sides = {
  right: "inset-y-0 right-0 w-full animate-slide border-l sm:w-[30rem]",
  left: "inset-y-0 left-0 w-80 max-w-[85vw] animate-appear border-r",
} as const;

type SheetContentProps = DialogPanelProps & {
  side?: keyof typeof sides;
  /** Such as the class of the face it belongs to. */ className?: string;
};

/** A panel over the side of the page: details of a row, or the menu on narrow screens. */
export function SheetContent({ side = "right", className, ...props }: SheetContentProps) {
  return <DialogPanel {...props} look={cx(sides[side], className)} />;
}
