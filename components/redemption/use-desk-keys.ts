"use client";

import { useEffect, useEffectEvent } from "react";
import { flushSync } from "react-dom";

import { useWedge } from "@/components/scanner/use-wedge";

import { pressTyped } from "./keypad";
import type { DeskTools } from "./use-desk";

type Keys = { isPaused: boolean; onText: (text: string) => void };

/** Everything a keyboard can do here: scan, type the amount, choose the pump, go back. Charging takes a press of its button. */
export function useDeskKeys({ desk, send }: DeskTools, { isPaused, onText }: Keys): void {
  useWedge({
    onCode: onText,
    onTyped: (typed) => {
      if (isPaused) return;
      if (desk.step === "pump" && /^[1-9]\d?$/.test(typed)) document.getElementById(`pump-${typed}`)?.click();
      if (desk.step !== "amount") return;
      const text = pressTyped(desk.typed.text, typed, desk.typed.askedIn);
      // Drawn at once: an Enter right behind the digits finds the button as they made it.
      if (text !== desk.typed.text) flushSync(() => send({ type: "typed", typed: { ...desk.typed, text } }));
      if (typed.endsWith("\n")) document.getElementById("review")?.click();
    },
  });

  const back = useEffectEvent((event: KeyboardEvent) => {
    // Whatever lay over the desk has taken this key for itself.
    if (event.key === "Escape" && !isPaused && !event.defaultPrevented) send({ type: "back" });
  });
  useEffect(() => {
    document.addEventListener("keydown", back);
    return () => document.removeEventListener("keydown", back);
  }, []);
}
