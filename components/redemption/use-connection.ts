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

const reaches = (): Promise<boolean> =>
  fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(DEADLINE_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );

export type Connection = {
  readonly isOnline: boolean;
  /** A call failed: ask now instead of later. */ readonly doubt: () => void;
};

/** Whether the house can be reached, not only whether there is a network: asks now and then, often while in doubt. */
export function useConnection(): Connection {
  const hasNetwork = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
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

  return { isOnline: hasNetwork && isReached, doubt };
}
