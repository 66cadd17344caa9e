export type Size = { readonly width: number; readonly height: number };
export type Crop = Size & {
  readonly x: number;
  readonly y: number;
  /** Of the picture handed to the reader, square. */ readonly target: number;
};

/** The finder's side as a part of the shorter side of the box it is shown in. */
export const FINDER_SHARE = 0.72;
// People hold codes a little outside the frame.
const MARGIN = 1.25;
// A code of 45 modules needs about 3 px a module; more only costs time.
const LARGEST_PX = 640;

/**
 * The square of the video that lies under the finder, when the video fills its box like `object-fit: cover`. Undefined
 * while either has no size yet.
 */
export function cropOf(video: Size, box: Size): Crop | undefined {
  if (video.width <= 0 || video.height <= 0 || box.width <= 0 || box.height <= 0) return undefined;
  const scale = Math.max(box.width / video.width, box.height / video.height);
  const wanted = (Math.min(box.width, box.height) * FINDER_SHARE * MARGIN) / scale;
  const side = Math.floor(Math.min(wanted, video.width, video.height));
  if (side < 1) return undefined;
  return {
    x: Math.floor((video.width - side) / 2),
    y: Math.floor((video.height - side) / 2),
    width: side,
    height: side,
    target: Math.min(side, LARGEST_PX),
  };
}
