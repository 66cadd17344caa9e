/**
 * Finds QR codes in camera frames, off the page's thread. Built by scripts/build-scanner.mjs into public/scanner; the
 * reader's wasm lies beside it, so nothing is fetched from any other host.
 */
import { prepareZXingModule, type ReaderOptions, readBarcodes } from "zxing-wasm/reader";

/** To the worker: one frame. `isThorough` spends more time on it. */
export type FrameMessage = { readonly image: ImageBitmap | ImageData; readonly isThorough: boolean };
/** From the worker: it is ready; or what was in the frame it was given last. */
export type WorkerMessage =
  | { readonly kind: "ready"; readonly way: "native" | "wasm" }
  | { readonly kind: "failed" }
  | { readonly kind: "seen"; readonly text: string | undefined };

type Read = (frame: FrameMessage) => Promise<string | undefined>;

/** What we use of the browser's own detector; TypeScript's library does not know it yet. */
type Detector = { detect(image: ImageBitmap | ImageData): Promise<readonly { rawValue: string }[]> };
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

const tell = (message: WorkerMessage) => self.postMessage(message);

async function nativeReader(): Promise<Read | undefined> {
  const Native = (self as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (!Native || !(await Native.getSupportedFormats()).includes("qr_code")) return undefined;
  const detector = new Native({ formats: ["qr_code"] });
  return async ({ image }) => (await detector.detect(image))[0]?.rawValue;
}

/** Draws a bitmap to read its pixels. */
function pixelsOf(image: ImageBitmap | ImageData): ImageData {
  if (image instanceof ImageData) return image;
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas in this worker");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}

async function wasmReader(): Promise<Read> {
  await prepareZXingModule({
    overrides: { locateFile: (file: string) => new URL(file, self.location.href).href },
    fireImmediately: true,
  });
  const options = { formats: ["QRCode"], maxNumberOfSymbols: 1 } satisfies ReaderOptions;
  return async ({ image, isThorough }) => {
    const thorough = { tryHarder: isThorough, tryInvert: isThorough, tryRotate: isThorough, tryDownscale: isThorough };
    const found = await readBarcodes(pixelsOf(image), { ...options, ...thorough });
    return found.find((one) => one.isValid)?.text;
  };
}

async function start(): Promise<void> {
  const native = await nativeReader().catch(() => undefined);
  const read = native ?? (await wasmReader());
  tell({ kind: "ready", way: native ? "native" : "wasm" });
  self.addEventListener("message", (event: MessageEvent<FrameMessage>) => {
    const { image } = event.data;
    void read(event.data)
      .catch(() => undefined)
      .then((text) => {
        if (!(image instanceof ImageData)) image.close();
        tell({ kind: "seen", text });
      });
  });
}

start().catch(() => tell({ kind: "failed" }));
