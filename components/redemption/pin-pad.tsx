"use client";

import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";

import { DIGITS, type Key } from "./keypad";
import { KeypadPad } from "./keypad-pad";

export const PIN_LENGTH = 6;

type PinPadProps = { pin: string; onPin: (pin: string) => void; onEnter: () => void };

/** One more digit, or one less; never more than six. */
export function pressPin(pin: string, key: Key): string {
  if (key === "erase") return pin.slice(0, -1);
  if (key === "clear") return "";
  return key === "." || pin.length >= PIN_LENGTH ? pin : pin + key;
}

/** Six dots and large keys; a real keyboard works too. The digits themselves are never shown. */
export function PinPad({ pin, onPin, onEnter }: PinPadProps) {
  const t = useTranslations("attendant");
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const key = DIGITS.find((digit) => digit === event.key) ?? (event.key === "Backspace" ? "erase" : undefined);
    if (key) onPin(pressPin(pin, key));
    if (event.key === "Enter" && pin.length === PIN_LENGTH) onEnter();
  });
  useEffect(() => {
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
  return (
    <>
      <p
        role="status"
        aria-label={t("pinTyped", { count: pin.length })}
        className="flex items-center justify-center gap-4 py-3"
      >
        {Array.from({ length: PIN_LENGTH }, (_, at) => (
          <span
            key={at}
            aria-hidden
            className={cx("border-ink size-6 rounded-full border-2", at < pin.length && "bg-ink")}
          />
        ))}
      </p>
      <KeypadPad label={t("keypad")} eraseLabel={t("erase")} withoutPoint onKey={(key) => onPin(pressPin(pin, key))} />
    </>
  );
}
