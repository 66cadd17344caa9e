"use client";

import { useEffect, useEffectEvent, useRef } from "react";

import { MAX_GAP_MS, NOTHING_HELD, wedgeKey, wedgePause, type WedgeStep } from "./wedge";

type Listener = {
  onCode: (code: string) => void;
  /** Keys of a person, Enter as a line end. */ onTyped?: (keys: string) => void;
};

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable);

/** Enter on a button or link presses it; that is the keyboard's, unless a code just ended. */
const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("button, a, summary");

/** Hears hand-held scanners anywhere on the page. Keys in a text field belong to the field. */
export function useWedge({ onCode, onTyped }: Listener): void {
  const state = useRef(NOTHING_HELD);
  const tell = useEffectEvent((step: WedgeStep) => {
    state.current = step.state;
    if (step.code !== undefined) onCode(step.code);
    if (step.typed !== undefined) onTyped?.(step.typed);
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (event: KeyboardEvent) => {
      if (isField(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const isErase = event.key === "Backspace";
      if (isErase) return tell({ ...wedgePause(state.current), typed: `${state.current.held}\b` });
      if (event.key.length !== 1 && event.key !== "Enter") return;
      if (event.key === " " && isPressable(event.target)) return;
      const step = wedgeKey(state.current, event.key, event.timeStamp);
      const isPress = event.key === "Enter" && step.code === undefined && isPressable(event.target);
      if (!isPress) event.preventDefault();
      tell(isPress && step.typed !== undefined ? { ...step, typed: step.typed.replace(/\n$/, "") } : step);
      clearTimeout(timer);
      timer = setTimeout(() => tell(wedgePause(state.current)), MAX_GAP_MS + 10);
    };
    document.addEventListener("keydown", hear);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("keydown", hear);
    };
  }, []);
}
