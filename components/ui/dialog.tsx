"use client";

import { cx } from "class-variance-authority";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

import { X } from "./icons";

export function Dialog(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root {...props} />;
}

export function DialogTrigger(props: ComponentProps<typeof Radix.Trigger>) {
  return <Radix.Trigger asChild {...props} />;
}

export function DialogClose(props: ComponentProps<typeof Radix.Close>) {
  return <Radix.Close asChild {...props} />;
}

export type DialogPanelProps = {
  title: ReactNode;
  description?: ReactNode;
  closeLabel: string;
  footer?: ReactNode;
  children?: ReactNode;
};

export function DialogPanel({ look, ...props }: DialogPanelProps & { look: string }) {
  const { title, description, closeLabel, footer, children } = props;
  return (
    <Radix.Portal>
      <Radix.Overlay className="animate-appear bg-scrim fixed inset-0 z-40" />
      <Radix.Content
        {...(!description && { "aria-describedby": undefined })}
        className={cx("fixed z-50 flex flex-col border-line bg-surface-raised text-ink shadow-lift", look)}
      >
        <div className="flex items-start justify-between gap-4 px-5 pt-5">
          <div className="space-y-1">
            <Radix.Title className="text-xl">{title}</Radix.Title>
            {description && <Radix.Description className="text-ink-muted">{description}</Radix.Description>}
          </div>
          <Radix.Close
            aria-label={closeLabel}
            title={closeLabel}
            className="rounded-box hover:bg-surface-sunken -mt-2 -mr-2 inline-flex size-11 shrink-0 items-center justify-center [.face-attendant_&]:size-18"
          >
            <X aria-hidden className="size-5" />
          </Radix.Close>
        </div>
        {/* Can be focused, so that arrow keys scroll it where nothing in it can. */}
        <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
          {children}
        </div>
        {footer && <div className="border-line flex flex-wrap justify-end gap-2 border-t px-5 py-4">{footer}</div>}
      </Radix.Content>
    </Radix.Portal>
  );
}

/** A question or short form in the middle; on narrow screens it rises from the lower edge, where thumbs are. */
export function DialogContent(props: DialogPanelProps) {
  return (
    <DialogPanel
      {...props}
      look="inset-x-0 bottom-0 max-h-[90dvh] animate-rise rounded-t-box border-t safe-bottom sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[32rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:animate-appear sm:rounded-box sm:border"
    />
  );
}
