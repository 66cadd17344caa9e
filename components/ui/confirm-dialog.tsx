"use client";

import { AlertDialog } from "radix-ui";
import type { ReactNode } from "react";

import { Button } from "./button";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and where it is recorded afterwards. */
  children: ReactNode;
  confirmLabel: string;
  cancelLabel: string;
  onConfirm: () => void;
  busy?: boolean;
  /** Something asked for in the dialog is still missing. */
  isBlocked?: boolean;
  danger?: boolean;
};

/** Shows what will happen before it happens. Focus starts on the way out. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="animate-appear bg-scrim fixed inset-0 z-40" />
        <AlertDialog.Content className="animate-rise rounded-t-box border-line bg-surface-raised text-ink shadow-lift safe-bottom sm:animate-appear sm:rounded-box fixed inset-x-0 bottom-0 z-50 space-y-4 border-t p-5 sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[28rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:border">
          <AlertDialog.Title className="text-xl">{props.title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="text-ink-muted">{props.children}</div>
          </AlertDialog.Description>
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <AlertDialog.Cancel asChild>
              <Button tone="secondary">{props.cancelLabel}</Button>
            </AlertDialog.Cancel>
            <Button
              tone={props.danger ? "danger" : "primary"}
              busy={props.busy}
              disabled={props.isBlocked}
              onClick={props.onConfirm}
            >
              {props.confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
