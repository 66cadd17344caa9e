import { expect, test } from "vitest";

import { deviceLabel } from "./device";

test("given what browsers say of themselves, the label names browser and system", () => {
  const android =
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36";
  const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile Safari/604.1";
  const edge =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0";
  expect(deviceLabel(android)).toBe("Chrome · Android");
  expect(deviceLabel(iphone)).toBe("Safari · iOS");
  expect(deviceLabel(edge)).toBe("Edge · Windows");
});

test("given a program or nothing, the label says so", () => {
  expect(deviceLabel("curl/8.5.0")).toBe("API");
  expect(deviceLabel(undefined)).toBe("API");
});
