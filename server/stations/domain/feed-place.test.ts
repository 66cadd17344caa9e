import { describe, expect, test } from "vitest";

import { judgeCoordinates, judgePlace } from "./feed-place";

describe("coordinates of the feed", () => {
  test.each([
    ["-116.9214", "32.47641", "fine"],
    ["-98.29977", "26.03787", "fine"],
    ["-86.80305", "21.23794", "fine"],
    ["0", "0", "COORDINATES_ZERO"],
    ["0.0", "-0", "COORDINATES_ZERO"],
    ["19.41447", "-99.03223", "repaired"],
    ["29.6988", "-88.13531", "COORDINATES_SWAPPED"],
    ["101.5987", "21.07213", "LONGITUDE_SIGN_MISSING"],
    ["355773.1", "2272.49", "COORDINATES_PROJECTED"],
    ["-74.0060", "40.7128", "OUTSIDE_MEXICO"],
    ["-88.13531", "29.6988", "AT_SEA_OR_ABROAD"],
    ["-100.1135", "29.75556", "AT_SEA_OR_ABROAD"],
    ["-99,1", "19.4", "COORDINATES_UNREADABLE"],
    ["", "19.4", "COORDINATES_UNREADABLE"],
    ["NaN", "19.4", "COORDINATES_UNREADABLE"],
    ["1e2", "19.4", "COORDINATES_UNREADABLE"],
  ])("x %s y %s: %s", (x, y, expected) => {
    const verdict = judgeCoordinates(x, y);
    expect(verdict.ok ? (verdict.value.isRepaired ? "repaired" : "fine") : verdict.reason).toBe(expected);
  });
});

describe("a place of the feed", () => {
  const raw = { placeId: "2039", name: " ESTACION  UNO ", permit: "PL/658/EXP/ES/2015", x: "-116.9214", y: "32.47641" };

  test("is read with its zone", () => {
    expect(judgePlace(raw)).toEqual({
      ok: true,
      value: {
        placeId: 2039,
        name: "ESTACION UNO",
        permit: { text: "PL/658/EXP/ES/2015", kind: "RETAIL" },
        place: { longitude: -116.9214, latitude: 32.47641 },
        timeZone: "America/Tijuana",
        isRepaired: false,
      },
    });
  });

  test.each([
    [{ placeId: "" }, "PLACE_ID_UNREADABLE"],
    [{ placeId: "-4" }, "PLACE_ID_UNREADABLE"],
    [{ permit: "" }, "PERMIT_UNREADABLE"],
    [{ name: " " }, "NAME_UNREADABLE"],
    [{ x: "0", y: "0" }, "COORDINATES_ZERO"],
  ])("with %j is refused: %s", (fault, reason) => {
    expect(judgePlace({ ...raw, ...fault })).toEqual({ ok: false, reason });
  });
});
