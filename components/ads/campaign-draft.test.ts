import { expect, test } from "vitest";

import { inputOf, isUsableImage, MOST_IMAGE_BYTES } from "./campaign-draft";

test("what is left empty reaches everybody, and dates are Mexico City's", () => {
  const fields = new FormData();
  for (const [name, value] of Object.entries({
    ...{ name: " Campaña ", title: "Llantas", targetUrl: "https://example.mx", hourFrom: "22", hourTo: "6" },
    ...{ startDate: "2026-12-01T06:00", endDate: "2026-12-31T06:00", fuels: "DIESEL" },
  })) {
    fields.set(name, value);
  }
  expect(inputOf(fields, "i")).toMatchObject({
    name: "Campaña",
    startDate: "2026-12-01T12:00:00.000Z",
    stationIds: null,
    fuels: ["DIESEL"],
    hours: { from: 22, to: 6 },
    creatives: [{ title: "Llantas", imageId: "i" }],
  });
});

test("only pictures of up to five megabytes are worth sending", () => {
  expect(isUsableImage({ size: MOST_IMAGE_BYTES, type: "image/webp" })).toBe(true);
  expect(isUsableImage({ size: MOST_IMAGE_BYTES + 1, type: "image/webp" })).toBe(false);
  expect(isUsableImage({ size: 10, type: "image/svg+xml" })).toBe(false);
  expect(isUsableImage(undefined)).toBe(false);
});
