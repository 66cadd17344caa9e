import { expect, test } from "vitest";

import { type Desk, deskAfter, type DeskEvent, type DoneRedemption, type PreviewedCoupon, START } from "./desk";
import { operationFor } from "./operation";

const coupon: PreviewedCoupon = {
  id: "c1",
  status: "ACTIVE",
  amount: "500.00",
  balance: "500.00",
  fuelType: "REGULAR",
  validUntil: "2027-05-23T06:00:00.000Z",
  stationAllowed: true,
  pricePerLiter: "23.50",
  lastUse: null,
};
const code = { shortCode: "7K3M9QXW2HTB" };
const typed = { askedIn: "PESOS", text: "300" } as const;
const operation = operationFor(undefined, { code, stationId: "s1", pumpNumber: 2, typed }, () => "op-1");
const done: DoneRedemption = {
  id: "r1",
  fuelType: "REGULAR",
  fuelAmount: "12.765",
  pricePerLiter: "23.50",
  totalCost: "300.00",
  balance: "200.00",
  ticketsGenerated: 3,
  ticketsReason: "pesos",
  redeemedAt: "2026-11-24T18:05:00.000Z",
  pumpNumber: 2,
  reference: "R-1",
};

const after = (events: readonly DeskEvent[], from: Desk = START) => events.reduce(deskAfter, from);
const toConfirm: readonly DeskEvent[] = [
  { type: "shown", code },
  { type: "previewed", coupon, reason: null },
  { type: "pump", number: 2 },
  { type: "typed", typed },
  { type: "review" },
];
const toCharging: readonly DeskEvent[] = [...toConfirm, { type: "send", operation }];

test("given a good code, each decision leads to the next screen and the answer ends it", () => {
  expect(toConfirm.map((_, index) => after(toConfirm.slice(0, index + 1)).step)).toEqual([
    "checking",
    "pump",
    "amount",
    "amount",
    "confirm",
  ]);
  expect(after([...toCharging, { type: "answered", done, quotedPrice: "23.50" }])).toMatchObject({
    step: "done",
    done,
  });
});

test("given a coupon that cannot be taken, the reason is the screen", () => {
  const desk = after([
    { type: "shown", code },
    { type: "previewed", coupon, reason: "COUPON_EXPIRED" },
  ]);
  expect(desk).toMatchObject({ step: "refused", kind: "COUPON_EXPIRED", coupon });
});

test("given no price for its fuel here, nothing can be asked for", () => {
  const desk = after([
    { type: "shown", code },
    { type: "previewed", coupon: { ...coupon, pricePerLiter: null }, reason: null },
  ]);
  expect(desk).toMatchObject({ step: "refused", kind: "PRICE_UNAVAILABLE" });
});

test("given something that is no code of ours, the scanner says so and stays", () => {
  expect(after([{ type: "shown", code: undefined }])).toEqual({ step: "scan", isForeign: true });
});

test("given an amount or a confirmation under way, another code changes nothing", () => {
  for (const length of [3, 5]) {
    const before = after(toConfirm.slice(0, length));
    expect(deskAfter(before, { type: "shown", code: { shortCode: "000000000000" } })).toBe(before);
  }
});

test("given a result, the next code starts anew", () => {
  const result = after([...toCharging, { type: "answered", done, quotedPrice: "23.50" }]);
  expect(deskAfter(result, { type: "shown", code }).step).toBe("checking");
});

test("given a charge without an answer, nothing but an answer ends it", () => {
  const charging = after(toCharging);
  for (const type of ["reset", "back"] as const) expect(deskAfter(charging, { type })).toBe(charging);
  const unconfirmed = deskAfter(charging, { type: "unanswered" });
  expect(unconfirmed).toMatchObject({ step: "unconfirmed", operation });
  expect(deskAfter(unconfirmed, { type: "send", operation })).toMatchObject({ step: "charging", operation });
});

test("given a refusal that another amount or pump cures, going back leads there", () => {
  const short = after([...toCharging, { type: "refused", kind: "INSUFFICIENT_BALANCE" }]);
  expect(deskAfter(short, { type: "back" })).toMatchObject({ step: "amount", typed });
  const pump = after([...toCharging, { type: "refused", kind: "WRONG_PUMP" }]);
  expect(deskAfter(pump, { type: "back" }).step).toBe("pump");
  const expired = after([...toCharging, { type: "refused", kind: "COUPON_EXPIRED" }]);
  expect(deskAfter(expired, { type: "back" })).toEqual(START);
});

test("given a late answer to an abandoned look, it changes nothing", () => {
  expect(after([{ type: "previewed", coupon, reason: null }])).toEqual(START);
  expect(after([{ type: "refused", kind: "INVALID_QR_CODE" }])).toEqual(START);
});
