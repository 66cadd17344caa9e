"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState, useSyncExternalStore } from "react";

import { useFormat } from "@/components/format/use-format";
import { useWakeLock } from "@/components/redemption/use-wake-lock";
import { WifiOff } from "@/components/ui/icons";

function watchConnection(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** The screen that is held to the reader: stays on, and says since when its figures are once there is no network. */
export function CodeScreen({ asOf, children }: { asOf: string; children: ReactNode }) {
  const t = useTranslations("offline");
  const format = useFormat();
  useWakeLock();
  const isOnline = useSyncExternalStore(
    watchConnection,
    () => navigator.onLine,
    () => true,
  );
  const [seenAt, setSeenAt] = useState(asOf);
  if (isOnline && seenAt !== asOf) setSeenAt(asOf);
  return (
    <div className="space-y-3">
      <div role="status">
        {!isOnline && (
          <p className="rounded-box bg-warn-soft text-warn flex items-start gap-2 px-3 py-2">
            <WifiOff aria-hidden className="mt-0.5 size-5 shrink-0" />
            {t("strip", { time: format.time(seenAt) })}
          </p>
        )}
      </div>
      {children}
    </div>
  );
}
