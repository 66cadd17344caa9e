import { expect, test } from "vitest";

import { charge } from "./charge";
import type { DoneRedemption } from "./desk";
import { operationFor } from "./operation";

const operation = operationFor(
  undefined,
  { code: { shortCode: "7K3M9QXW2HTB" }, stationId: "s1", pumpNumber: 1, typed: { askedIn: "PESOS", text: "300" } },
  () => "op-1",
);
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
  pumpNumber: 1,
  reference: "R-1",
};
const refused = (kind: string) => Object.assign(new Error(kind), { data: { refusal: { kind } } });
const lost = new TypeError("Failed to fetch");

/** Answers in order, then the last one for ever; time passes only in pauses. */
function world(answers: readonly (DoneRedemption | Error)[], isAgain = false) {
  const sent: string[] = [];
  const retries: number[] = [];
  let clock = 0;
  const run = charge(operation, {
    send: async ({ id }) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)];
      sent.push(id);
      if (answer === undefined || answer instanceof Error) throw answer ?? lost;
      return answer;
    },
    onRetry: (tries) => retries.push(tries),
    pause: async (ms) => void (clock += ms),
    now: () => clock,
    isAgain,
  });
  return { run, sent, retries };
}

test("given lost answers, the same id is sent again until one comes", async () => {
  const { run, sent, retries } = world([lost, refused("UNAVAILABLE"), done]);
  expect(await run).toEqual({ kind: "answered", done });
  expect(sent).toEqual(["op-1", "op-1", "op-1"]);
  expect(retries).toEqual([2, 3]);
});

test("given a decision, nothing is sent again", async () => {
  const { run, sent } = world([refused("INSUFFICIENT_BALANCE")]);
  expect(await run).toMatchObject({ kind: "refused", refusal: "INSUFFICIENT_BALANCE" });
  expect(sent).toHaveLength(1);
});

test("given no answer for a minute, a person is asked", async () => {
  const { run, sent } = world([lost]);
  expect(await run).toEqual({ kind: "unanswered" });
  expect(new Set(sent)).toEqual(new Set(["op-1"]));
  expect(sent.length).toBeGreaterThan(8);
});

test("given a session that ended after a lost try, it does not claim that nothing was charged", async () => {
  expect(await world([lost, refused("UNAUTHORIZED")]).run).toEqual({ kind: "unanswered" });
  expect(await world([refused("UNAUTHORIZED")], true).run).toEqual({ kind: "unanswered" });
  expect(await world([refused("UNAUTHORIZED")]).run).toMatchObject({ kind: "refused", refusal: "UNAUTHORIZED" });
});
