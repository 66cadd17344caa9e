import { expect, test } from "vitest";

import { asId } from "@/server/kernel/id";

import { decideClose, type Shift, totalsOf } from "./shift";

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const attendant = asId("user", id(1));
const shift: Shift = {
  id: asId("shift", id(2)),
  attendantId: attendant,
  stationId: asId("station", id(3)),
  openedAt: new Date("2026-11-24T12:00:00Z"),
  closedAt: null,
  summary: null,
};

test("given fuels, undone and refused, the totals are net and count everything once", () => {
  const totals = totalsOf({
    byFuel: [
      { fuel: "REGULAR", redemptions: 3, volumeMillilitres: 60_000, pesosCentavos: 141_000 },
      { fuel: "DIESEL", redemptions: 1, volumeMillilitres: 10_000, pesosCentavos: 25_000 },
    ],
    undone: [
      {
        ...{ reference: "ABCDEFGH", fuel: "REGULAR", volumeMillilitres: 20_000, pesosCentavos: 47_000 },
        ...{ reason: "bomba equivocada", voidedAt: "2026-11-24T12:30:00.000Z", isByManager: false },
      },
    ],
    refusals: [
      { outcome: "WRONG_FUEL", count: 2 },
      { outcome: "INVALID_QR_CODE", count: 5 },
    ],
  });
  expect(totals).toEqual({
    ...{ redemptions: 4, voids: 1, refusals: 7, volumeMillilitres: 50_000, pesosCentavos: 119_000 },
  });
});

test("given one's own open shift, it closes; somebody else's is not there, a closed one stays", () => {
  expect(decideClose(shift, attendant).ok).toBe(true);
  expect(decideClose(shift, asId("user", id(9)))).toMatchObject({ refusal: { kind: "NOT_FOUND" } });
  expect(decideClose(undefined, attendant)).toMatchObject({ refusal: { kind: "NOT_FOUND" } });
  expect(decideClose({ ...shift, closedAt: new Date() }, attendant)).toMatchObject({
    refusal: { kind: "STATE_CONFLICT" },
  });
});
