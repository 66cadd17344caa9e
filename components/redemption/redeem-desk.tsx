"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";

import { EmptyState } from "@/components/ui/states";
import { asId } from "@/server/kernel/id";

import { DeskSteps } from "./desk-steps";
import type { Shift } from "./shift";
import { ShiftSheet } from "./shift-sheet";
import { give } from "./signals";
import { useStored } from "./stored";
import { Strip } from "./strip";
import { useConnection } from "./use-connection";
import { useLeaveGuard } from "./use-leave-guard";
import { usePending } from "./use-pending";
import { usePlace } from "./use-place";
import { useVoiding } from "./use-voiding";
import { useWakeLock } from "./use-wake-lock";
import { useWakingSound } from "./use-waking-sound";
import { VoidFlow } from "./void-flow";

const MUTED_KEY = "jsm.redemptions.muted";
const PLACE_KEY = "jsm.redemptions.place";

type RedeemDeskProps = { shift: Shift; preferences: ReactNode; exit: ReactNode };

/** The attendant's whole face: the strip, the decision under way, and the shift's sheet behind the strip. */
export function RedeemDesk({ shift, preferences, exit }: RedeemDeskProps) {
  const router = useRouter();
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [muted, setMuted] = useStored(MUTED_KEY);
  const [shared, setShared] = useStored(PLACE_KEY);
  const connection = useConnection();
  const pending = usePending(connection, shift.attendant.id);
  const place = usePlace(shared !== null);
  const voiding = useVoiding();
  useWakeLock();
  useWakingSound();
  useLeaveGuard(pending.isBusy);
  const { station } = shift;
  return (
    <>
      <Strip
        shift={shift}
        isOnline={connection.isOnline}
        heardAt={connection.heardAt}
        pending={pending.list.length}
        onOpen={() => setSheetOpen(true)}
      />
      {station ? (
        <DeskSteps
          key={station.id}
          stationId={asId("station", station.id)}
          pumps={station.pumps}
          isMuted={muted !== null}
          isPaused={isSheetOpen || voiding.target !== undefined}
          connection={connection}
          pending={pending}
          place={place}
          undo={voiding.undo}
          onDone={(done) => {
            voiding.offer(done);
            router.refresh();
          }}
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
        isPlaceShared={shared !== null}
        onSharePlace={(isShared) => setShared(() => (isShared ? "1" : null))}
        onVoid={(target) => {
          setSheetOpen(false);
          voiding.start(target);
        }}
        onShiftOpened={() => router.refresh()}
        preferences={preferences}
        exit={exit}
      />
      {voiding.target && station && (
        <VoidFlow
          target={voiding.target}
          stationId={asId("station", station.id)}
          onSign={(signal) => give(signal, muted !== null)}
          onClose={(isDone) => {
            voiding.end(isDone);
            if (isDone) router.refresh();
          }}
        />
      )}
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
