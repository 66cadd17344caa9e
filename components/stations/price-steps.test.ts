import { describe, expect, test } from "vitest";

import { type HistoryLine, priceSteps } from "./price-steps";

const frame = { from: new Date("2026-01-01T00:00:00Z"), to: new Date("2026-01-11T00:00:00Z"), width: 100, height: 10 };
const line = (price: string, validFrom: string, validTo: string | null): HistoryLine => ({
  ...{ fuelType: "REGULAR", price, validFrom, validTo },
});

describe("prices as steps", () => {
  test("hold until the next begins, and are cut at the frame", () => {
    const chart = priceSteps(
      [line("24.00", "2026-01-06T00:00:00Z", null), line("23.00", "2025-12-01T00:00:00Z", "2026-01-06T00:00:00Z")],
      frame,
    );
    expect(chart).toEqual({
      lines: [{ fuel: "REGULAR", path: "M0.0 10.0L50.0 10.0L50.0 0.0L100.0 0.0" }],
      lowest: 230_000,
      highest: 240_000,
    });
  });

  test("a gap stays a gap", () => {
    const chart = priceSteps(
      [
        line("23.00", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"),
        line("23.00", "2026-01-09T00:00:00Z", "2026-01-10T00:00:00Z"),
      ],
      frame,
    );
    expect(chart?.lines[0]?.path).toBe("M0.0 5.0L10.0 5.0M80.0 5.0L90.0 5.0");
  });

  test("nothing held in that time: no chart", () => {
    expect(priceSteps([line("23.00", "2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z")], frame)).toBeUndefined();
  });
});
