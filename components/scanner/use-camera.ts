"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** `insecure`: the browser gives cameras to https and localhost only. `busy`: another program holds it. */
export type CameraState = "off" | "starting" | "live" | "denied" | "none" | "busy" | "insecure";

export type Camera = {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  readonly retry: () => void;
  /** Undefined where the camera has no lamp. */
  readonly torch: { readonly isOn: boolean; readonly toggle: () => void } | undefined;
};

const WISHES: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
};

const stateOfFault = (fault: unknown): CameraState => {
  const name = fault instanceof DOMException ? fault.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "none";
};

/** The lamp is in no standard type yet; browsers that know it list it among the capabilities. */
const hasTorch = (track: MediaStreamTrack): boolean => "torch" in (track.getCapabilities?.() ?? {});
const torchConstraints = (isOn: boolean) => ({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] });

async function openStream(): Promise<MediaStream | CameraState> {
  if (!navigator.mediaDevices?.getUserMedia) return "insecure";
  return navigator.mediaDevices.getUserMedia(WISHES).catch(stateOfFault);
}

type Opened = { readonly track: MediaStreamTrack | undefined; release(): void };

/** Shows the camera in the element; answers what to let go of later, or why there is no picture. */
async function show(element: HTMLVideoElement | null): Promise<Opened | CameraState> {
  const stream = await openStream();
  if (typeof stream === "string") return stream;
  const release = () => stream.getTracks().forEach((one) => one.stop());
  if (!element) {
    release();
    return "off";
  }
  element.srcObject = stream;
  await element.play().catch(() => undefined);
  return { track: stream.getVideoTracks()[0], release };
}

function useTorch(track: MediaStreamTrack | undefined): Camera["torch"] {
  const [litTrack, setLitTrack] = useState<MediaStreamTrack>();
  if (!track || !hasTorch(track)) return undefined;
  const isOn = litTrack === track;
  const toggle = () =>
    void track.applyConstraints(torchConstraints(!isOn)).then(
      () => setLitTrack(isOn ? undefined : track),
      () => undefined,
    );
  return { isOn, toggle };
}

/** Counts up each time the page comes into sight or goes out of it. */
function useSightChanges(): readonly [number, () => void] {
  const [count, setCount] = useState(0);
  const next = useCallback(() => setCount((before) => before + 1), []);
  useEffect(() => {
    document.addEventListener("visibilitychange", next);
    return () => document.removeEventListener("visibilitychange", next);
  }, [next]);
  return [count, next];
}

/** Holds the camera while `isWanted` and the page is in sight; lets go of it otherwise. */
export function useCamera(isWanted: boolean): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("starting");
  const [track, setTrack] = useState<MediaStreamTrack>();
  const [attempt, retry] = useSightChanges();

  useEffect(() => {
    if (!isWanted || document.visibilityState !== "visible") return;
    let isOver = false;
    let opened: Opened | undefined;
    void show(video.current).then((answer) => {
      if (typeof answer === "string") return isOver || setState(answer);
      if (isOver) return answer.release();
      opened = answer;
      answer.track?.addEventListener("ended", () => setState("busy"));
      setTrack(answer.track);
      setState("live");
    });
    return () => {
      isOver = true;
      opened?.release();
      setTrack(undefined);
      setState("starting");
    };
  }, [isWanted, attempt]);

  const torch = useTorch(track);
  return { video, state: isWanted ? state : "off", retry, torch };
}
