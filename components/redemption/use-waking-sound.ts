"use client";

import { useEffect } from "react";

import { wakeSound } from "./signals";

/** Browsers allow sound after the first touch or key only. */
export function useWakingSound(): void {
  useEffect(() => {
    document.addEventListener("pointerdown", wakeSound);
    document.addEventListener("keydown", wakeSound);
    return () => {
      document.removeEventListener("pointerdown", wakeSound);
      document.removeEventListener("keydown", wakeSound);
    };
  }, []);
}
