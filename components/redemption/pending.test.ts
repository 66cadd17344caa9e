import { expect, test } from "vitest";

import { type Pending, readPending, withoutPending, withPending } from "./pending";

const one: Pending = {
  operationId: "0199aaaa-0000-7000-8000-000000000001",
  attendantId: "a1",
  stationId: "s1",
  pumpNumber: 2,
  askedIn: "PESOS",
  text: "300",
  at: 1_000,
};
const other = { ...one, operationId: "0199aaaa-0000-7000-8000-000000000002" };

test("given operations without an answer, each is kept once and can be struck off", () => {
  const kept = withPending(withPending(withPending(null, one), other), one);
  expect(readPending(kept)).toEqual([other, one]);
  expect(readPending(withoutPending(kept, other.operationId))).toEqual([one]);
  expect(withoutPending(withPending(null, one), one.operationId)).toBeNull();
});

test("given nonsense on the device, it reads as nothing", () => {
  expect(readPending("{")).toEqual([]);
  expect(readPending('{"operationId":1}')).toEqual([]);
  expect(readPending(JSON.stringify([one, { ...one, operationId: "x" }, null, 7]))).toEqual([one]);
});
