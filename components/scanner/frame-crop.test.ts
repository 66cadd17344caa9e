import { expect, test } from "vitest";

import { cropOf } from "./frame-crop";

test("given a wide video in a tall box, the crop is a centred square of what is seen", () => {
  const crop = cropOf({ width: 1280, height: 720 }, { width: 360, height: 400 });
  expect(crop).toEqual({ x: 348, y: 68, width: 583, height: 583, target: 583 });
});

test("given a large sensor, the picture handed on stays small", () => {
  expect(cropOf({ width: 3840, height: 2160 }, { width: 800, height: 800 })?.target).toBe(640);
});

test("given a box wider than the video, the crop never leaves the video", () => {
  const crop = cropOf({ width: 640, height: 360 }, { width: 300, height: 300 });
  expect(crop && crop.x >= 0 && crop.y >= 0 && crop.x + crop.width <= 640 && crop.y + crop.height <= 360).toBe(true);
});

test("given no size yet, there is nothing to crop", () => {
  expect(cropOf({ width: 0, height: 0 }, { width: 300, height: 300 })).toBeUndefined();
});
