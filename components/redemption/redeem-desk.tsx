"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";

import { EmptyState } from "@/components/ui/states";
import { asId } from "@/server/kernel/id";

import { DeskSteps } from "./desk-steps";
import type { Shift } from "./shift";
import { ShiftSheet } from "./shift-sheet";
import { wakeSound } from "./signals";
import { useStored } from "./stored";
import { Strip } from "./strip";
import { useConnection } from "./use-connection";
import { usePending } from "./use-pending";
import { useWakeLock } from "./use-wake-lock";

const MUTED_KEY = "jsm.redemptions.muted";

/** The attendant's whole face: the strip, the decision under way, and the shift's sheet behind the strip. */
export function RedeemDesk({ shift, exit }: { shift: Shift; exit: ReactNode }) {
  const router = useRouter();
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [muted, setMuted] = useStored(MUTED_KEY);
  const connection = useConnection();
  const pending = usePending(connection);
  useWakeLock();
  useEffect(() => {
    document.addEventListener("pointerdown", wakeSound);
    document.addEventListener("keydown", wakeSound);
    return () => {
      document.removeEventListener("pointerdown", wakeSound);
      document.removeEventListener("keydown", wakeSound);
    };
  }, []);
  return (
    <>
      <Strip
        shift={shift}
        isOnline={connection.isOnline}
        pending={pending.list.length}
        onOpen={() => setSheetOpen(true)}
      />
      {shift.station ? (
        <DeskSteps
          key={shift.station.id}
          stationId={asId("station", shift.station.id)}
          pumps={shift.station.pumps}
          isMuted={muted !== null}
          isPaused={isSheetOpen}
          connection={connection}
          pending={pending}
          onSettled={() => router.refresh()}
        />
      ) : (
        <NoStation />
      )}
      <ShiftSheet
        isOpen={isSheetOpen}
        onOpenChange={setSheetOpen}
        shift={shift}
        pending={pending.list}
        onCheckPending={pending.check}
        isMuted={muted !== null}
        onMute={(isMuted) => setMuted(() => (isMuted ? "1" : null))}
        exit={exit}
      />
    </>
  );
}

function NoStation() {
  const t = useTranslations("attendant");
  return (
    <div className="mx-auto w-full max-w-xl p-4">
      <EmptyState title={t("noStationTitle")}>{t("noStationBody")}</EmptyState>
    </div>
  );
}
