"use client";

import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

/** A device may forbid storage altogether; then a choice lasts as long as the page. */
const kept = new Map<string, string>();
const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return kept.get(key) ?? null;
  }
};

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value === null) kept.delete(key);
    else kept.set(key, value);
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
};

type Change = (next: (before: string | null) => string | null) => void;

/** A text kept on this device under `key`; null while there is none, and on the server. Changes start from what is kept now. */
export function useStored(key: string): readonly [string | null, Change] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const change: Change = useCallback((next) => write(key, next(read(key))), [key]);
  return [value, change];
}
