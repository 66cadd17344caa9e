import { expect, test } from "vitest";

import { type Content, operationFor } from "./operation";

const content: Content = {
  code: { shortCode: "7K3M9QXW2HTB" },
  stationId: "s1",
  pumpNumber: 2,
  typed: { askedIn: "PESOS", text: "300" },
};

function ids() {
  let count = 0;
  return () => `op-${(count += 1)}`;
}

test("given the same content, the operation keeps its id", () => {
  const newId = ids();
  const first = operationFor(undefined, content, newId);
  expect(operationFor(first, { ...content, typed: { ...content.typed } }, newId).id).toBe(first.id);
});

test.each([
  ["amount", { ...content, typed: { askedIn: "PESOS", text: "301" } }],
  ["unit", { ...content, typed: { askedIn: "LITRES", text: "300" } }],
  ["pump", { ...content, pumpNumber: 3 }],
  ["station", { ...content, stationId: "s2" }],
  ["code", { ...content, code: { shortCode: "000000000000" } }],
] satisfies [string, Content][])("given another %s, the operation gets a new id", (_what, changed) => {
  const newId = ids();
  const first = operationFor(undefined, content, newId);
  expect(operationFor(first, changed, newId).id).not.toBe(first.id);
});

test("given the same content from another place, it is the same operation and keeps its first place", () => {
  const newId = ids();
  const first = operationFor(undefined, { ...content, place: { latitude: 19.4, longitude: -99.1 } }, newId);
  expect(operationFor(first, { ...content, place: undefined }, newId)).toBe(first);
});
