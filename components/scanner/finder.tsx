"use client";

import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { Flashlight, LoaderCircle } from "@/components/ui/icons";
import { RefusedState } from "@/components/ui/states";

import { FINDER_SHARE } from "./frame-crop";
import { useOwnDocument } from "./own-document";
import { type Camera, type CameraState, useCamera } from "./use-camera";
import { type DecoderState, useDecoder } from "./use-decoder";

type FinderProps = {
  /** Codes are read while this is true; the camera itself stays open, so that the next scan starts at once. */
  isReading: boolean;
  onCode: (text: string) => void;
};

type Trouble = Exclude<CameraState, "off" | "starting" | "live"> | "unreadable";

const troubleOf = (camera: CameraState, decoder: DecoderState): Trouble | undefined => {
  if (decoder === "failed") return "unreadable";
  return camera === "off" || camera === "starting" || camera === "live" ? undefined : camera;
};

/** The camera with a frame to hold the code in. What it cannot do, it says, with the other way in. Needs the texts `attendant`. */
export function Finder({ isReading, onCode }: FinderProps) {
  const { video, state, retry, torch } = useCamera(useOwnDocument());
  const decoder = useDecoder({ video, isRunning: isReading && state === "live", onCode });
  const trouble = troubleOf(state, decoder);
  return (
    <div className="bg-plate-ink text-plate relative flex min-h-72 flex-1 flex-col overflow-hidden">
      <video
        ref={video}
        muted
        playsInline
        aria-hidden
        tabIndex={-1}
        className="absolute inset-0 size-full object-cover"
      />
      {trouble ? (
        <FinderTrouble trouble={trouble} onRetry={retry} />
      ) : (
        <>
          <Frame isStarting={state !== "live"} />
          <TorchButton torch={torch} />
        </>
      )}
    </div>
  );
}

function FinderTrouble({ trouble, onRetry }: { trouble: Trouble; onRetry: () => void }) {
  const t = useTranslations();
  return (
    <div className="bg-surface text-ink relative flex flex-1 flex-col justify-center p-4">
      <RefusedState
        title={t(`attendant.camera.${trouble}.title`)}
        action={
          trouble !== "unreadable" &&
          trouble !== "insecure" && (
            <Button tone="secondary" size="xl" onClick={onRetry}>
              {t("common.retry")}
            </Button>
          )
        }
      >
        {t(`attendant.camera.${trouble}.body`)}
      </RefusedState>
    </div>
  );
}

/** Four corners of the size that is read, whatever the shape of the box. */
function Frame({ isStarting }: { isStarting: boolean }) {
  const t = useTranslations("attendant");
  const corner = "border-plate absolute size-12 border-6";
  return (
    <div className="[container-type:size] absolute inset-0 flex items-center justify-center">
      <div className="relative" style={{ width: `${FINDER_SHARE * 100}cqmin`, height: `${FINDER_SHARE * 100}cqmin` }}>
        <span className={`${corner} top-0 left-0 border-r-0 border-b-0`} />
        <span className={`${corner} top-0 right-0 border-b-0 border-l-0`} />
        <span className={`${corner} bottom-0 left-0 border-t-0 border-r-0`} />
        <span className={`${corner} right-0 bottom-0 border-t-0 border-l-0`} />
        {isStarting && (
          <p role="status" className="absolute inset-0 flex flex-col items-center justify-center gap-3 font-bold">
            <LoaderCircle aria-hidden className="animate-turn size-10" />
            {t("camera.starting")}
          </p>
        )}
      </div>
    </div>
  );
}

function TorchButton({ torch }: { torch: Camera["torch"] }) {
  const t = useTranslations("attendant");
  if (!torch) return null;
  return (
    <button
      type="button"
      aria-pressed={torch.isOn}
      aria-label={t("torch")}
      title={t("torch")}
      onClick={torch.toggle}
      className="rounded-box bg-plate text-plate-ink aria-pressed:bg-verdict-warn absolute top-4 right-4 flex size-18 items-center justify-center"
    >
      <Flashlight aria-hidden className="size-8" />
    </button>
  );
}
