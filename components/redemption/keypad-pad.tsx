"use client";

import { Delete } from "@/components/ui/icons";

import { DIGITS, type Key } from "./keypad";

type KeypadPadProps = {
  onKey: (key: Key) => void;
  label: string;
  eraseLabel: string;
  /** For what has no decimals: its place stays empty. */ withoutPoint?: boolean;
};

const look =
  "figure rounded-box border-line-strong bg-surface-raised hover:bg-surface-sunken active:bg-ink active:text-surface flex min-h-18 items-center justify-center border text-4xl select-none touch-manipulation";

/** Large keys for gloved hands, a finger apart where the screen is tall enough; the point and the eraser beside the zero. */
export function KeypadPad({ onKey, label, eraseLabel, withoutPoint }: KeypadPadProps) {
  const keys: readonly (Key | undefined)[] = [...DIGITS.slice(0, 9), withoutPoint ? undefined : ".", "0"];
  return (
    <div
      role="group"
      aria-label={label}
      className="grid grid-cols-3 gap-x-4 gap-y-2 [@media(min-height:50rem)]:gap-y-4"
    >
      {keys.map((key) =>
        key === undefined ? (
          <span key="none" aria-hidden />
        ) : (
          <button key={key} type="button" onClick={() => onKey(key)} className={look}>
            {key}
          </button>
        ),
      )}
      <button type="button" aria-label={eraseLabel} title={eraseLabel} onClick={() => onKey("erase")} className={look}>
        <Delete aria-hidden className="size-8" />
      </button>
    </div>
  );
}
