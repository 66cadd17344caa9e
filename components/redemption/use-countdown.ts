"use client";

import { useEffect, useEffectEvent, useState } from "react";

const TICK_MS = 250;

const secondsUntil = (endsAt: number): number => Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));

/** Whole seconds until an instant of `performance.now()`; calls `onOver` once when it has come. */
export function useCountdown(endsAt: number, onOver: () => void): number {
  const [left, setLeft] = useState(() => secondsUntil(endsAt));
  const over = useEffectEvent(onOver);
  useEffect(() => {
    const tick = () => {
      const now = secondsUntil(endsAt);
      setLeft(now);
      if (now > 0) return;
      clearInterval(timer);
      over();
    };
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [endsAt]);
  return left;
}
