"use client";

import { useCallback, useEffect, useState, useSyncExternalStore } from "react";

const CALM_MS = 20_000;
const ANXIOUS_MS = 3_000;
const DEADLINE_MS = 4_000;

const subscribe = (listener: () => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};

/** When the house was heard from last; one for the whole page, because it is the same house. */
const heard = { at: undefined as number | undefined, listeners: new Set<() => void>() };

/** Something came back from the house: a beat, or any answer. */
export function markHeard(): void {
  heard.at = Date.now();
  for (const listener of heard.listeners) listener();
}

const subscribeHeard = (listener: () => void) => {
  // The page itself has just come from there.
  heard.at ??= Date.now();
  heard.listeners.add(listener);
  return () => heard.listeners.delete(listener);
};

const reaches = (): Promise<boolean> =>
  fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(DEADLINE_MS) }).then(
    ({ ok }) => {
      if (ok) markHeard();
      return ok;
    },
    () => false,
  );

export type Connection = {
  readonly isOnline: boolean;
  /** Milliseconds since 1970; undefined before the page runs. */
  readonly heardAt: number | undefined;
  /** A call failed: ask now instead of later. */ readonly doubt: () => void;
};

/** Whether the house can be reached, not only whether there is a network: asks now and then, often while in doubt. */
export function useConnection(): Connection {
  const hasNetwork = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const heardAt = useSyncExternalStore(
    subscribeHeard,
    () => heard.at,
    () => undefined,
  );
  const [isReached, setReached] = useState(true);
  const [doubts, setDoubts] = useState(0);
  const doubt = useCallback(() => setDoubts((count) => count + 1), []);

  useEffect(() => {
    if (!hasNetwork) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = async () => {
      const answer = document.visibilityState === "hidden" || (await reaches());
      if (isOver) return;
      setReached(answer);
      timer = setTimeout(() => void ask(), answer ? CALM_MS : ANXIOUS_MS);
    };
    timer = setTimeout(() => void ask(), doubts === 0 ? CALM_MS : 0);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [hasNetwork, doubts]);

  return { isOnline: hasNetwork && isReached, heardAt, doubt };
}
