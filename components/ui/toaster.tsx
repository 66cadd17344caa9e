"use client";

import { cva } from "class-variance-authority";
import { useEffect, useSyncExternalStore } from "react";

import { CircleAlert, CircleCheck, TriangleAlert, X } from "./icons";
import { dismissToast, type Toast, type ToastTone, toasts } from "./toast-store";

const none: readonly Toast[] = [];
const READING_MS = 6000;
const sign: Record<ToastTone, typeof X> = { ok: CircleCheck, warn: TriangleAlert, danger: CircleAlert };
const look = cva(
  "flex animate-rise items-start gap-2 rounded-box border bg-surface-raised py-1 pr-1 pl-3 shadow-lift",
  {
    variants: { tone: { ok: "border-ok text-ok", warn: "border-warn text-warn", danger: "border-danger text-danger" } },
  },
);

function ToastCard({ one, closeLabel }: { one: Toast; closeLabel: string }) {
  const Sign = sign[one.tone];
  useEffect(() => {
    // What went wrong stays until it is dismissed.
    if (one.tone === "danger") return;
    const timer = setTimeout(() => dismissToast(one.id), READING_MS);
    return () => clearTimeout(timer);
  }, [one]);
  return (
    <li className={look({ tone: one.tone })}>
      <Sign aria-hidden className="mt-3 size-5 shrink-0" />
      <span className="text-ink min-w-0 flex-1 py-2.5">{one.text}</span>
      <button
        type="button"
        aria-label={closeLabel}
        title={closeLabel}
        onClick={() => dismissToast(one.id)}
        className="rounded-box text-ink hover:bg-surface-sunken inline-flex size-11 shrink-0 items-center justify-center"
      >
        <X aria-hidden className="size-5" />
      </button>
    </li>
  );
}

/** Mount once per face. Own code, because ready-made toasters add a style element that the content security policy refuses. */
export function Toaster({ closeLabel }: { closeLabel: string }) {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.read, () => none);
  return (
    <ol
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-24 z-35 flex flex-col gap-2 sm:right-6 sm:bottom-6 sm:left-auto sm:w-96 [&>*]:pointer-events-auto"
    >
      {shown.map((one) => (
        <ToastCard key={one.id} one={one} closeLabel={closeLabel} />
      ))}
    </ol>
  );
}
