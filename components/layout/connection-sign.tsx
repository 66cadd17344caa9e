"use client";

import { cx } from "class-variance-authority";
import { useSyncExternalStore } from "react";

import { Wifi, WifiOff } from "../ui/icons";

const subscribe = (listener: () => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};

/** Whether the device has a connection: word and sign, always in sight. */
export function ConnectionSign({ online, offline }: { online: string; offline: string }) {
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const Sign = isOnline ? Wifi : WifiOff;
  return (
    <span
      role="status"
      className={cx("inline-flex items-center gap-1.5 text-sm font-bold", isOnline ? "text-ok" : "text-danger")}
    >
      <Sign aria-hidden className="size-5" />
      {isOnline ? online : offline}
    </span>
  );
}
