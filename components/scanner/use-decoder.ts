"use client";

import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from "react";

import type { FrameMessage, WorkerMessage } from "./decode-worker";
import { cropOf } from "./frame-crop";

const WORKER = "/scanner/decode-worker.js";
// At most 12 frames a second: more warms the phone and reads nothing sooner.
const FRAME_MS = 84;
/** Every how many frames the reader takes its time. */
const THOROUGH_EVERY = 5;

type Decoder = { video: RefObject<HTMLVideoElement | null>; isRunning: boolean; onCode: (text: string) => void };
export type DecoderState = "loading" | "ready" | "failed";

async function frameOf(video: HTMLVideoElement): Promise<ImageBitmap | undefined> {
  const box = { width: video.clientWidth, height: video.clientHeight };
  const crop = cropOf({ width: video.videoWidth, height: video.videoHeight }, box);
  if (!crop || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined;
  const size = { resizeWidth: crop.target, resizeHeight: crop.target };
  return createImageBitmap(video, crop.x, crop.y, crop.width, crop.height, size).catch(() => undefined);
}

type Reader = { readonly state: DecoderState; readonly read: (message: FrameMessage, done: () => void) => void };

/** The worker, which lives as long as the screen. */
function useReader(onCode: (text: string) => void): Reader {
  const [state, setState] = useState<DecoderState>("loading");
  const worker = useRef<Worker>(undefined);
  const answered = useRef<() => void>(undefined);
  const tell = useEffectEvent(onCode);

  useEffect(() => {
    const made = new Worker(WORKER);
    worker.current = made;
    made.addEventListener("error", () => setState("failed"));
    made.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
      if (data.kind !== "seen") return setState(data.kind);
      answered.current?.();
      if (data.text !== undefined) tell(data.text);
    });
    return () => made.terminate();
  }, []);

  const read = useCallback((message: FrameMessage, done: () => void) => {
    answered.current = done;
    worker.current?.postMessage(message, message.image instanceof ImageData ? [] : [message.image]);
  }, []);
  return { state, read };
}

/** Reads codes from the video, one frame at a time. */
export function useDecoder({ video, isRunning, onCode }: Decoder): DecoderState {
  const { state, read } = useReader(onCode);

  useEffect(() => {
    if (!isRunning || state !== "ready") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let count = 0;
    let isOver = false;
    const again = () => {
      if (!isOver) timer = setTimeout(() => void look(), FRAME_MS);
    };
    const look = async () => {
      const image = video.current ? await frameOf(video.current) : undefined;
      if (isOver) return image?.close();
      if (!image) return again();
      count += 1;
      read({ image, isThorough: count % THOROUGH_EVERY === 0 }, again);
    };
    again();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isRunning, state, video, read]);

  return state;
}
