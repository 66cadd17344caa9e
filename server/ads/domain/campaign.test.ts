import { describe, expect, test } from "vitest";

import { asId } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";

import {
  type Campaign,
  CAMPAIGN_DECISIONS,
  CAMPAIGN_STATUSES,
  CAMPAIGN_STEPS,
  isSpent,
  statusAfter,
  viewsOffered,
  type Visit,
} from "./campaign";

const anyone = { stationIds: null, states: null, fuels: null, hours: null };
const campaign: Campaign = {
  id: asId("campaign", "018f2b1c-7d3e-7000-8000-00000000abcd"),
  advertiserId: asId("user", "018f2b1c-7d3e-7000-8000-00000000abce"),
  status: "ACTIVE",
  startsAt: new Date("2026-03-01T00:00:00Z"),
  endsAt: new Date("2026-04-01T00:00:00Z"),
  target: anyone,
  pricePerView: centavos(150),
  total: { budget: centavos(1_000), spoken: centavos(0) },
  today: { budget: centavos(1_000), spoken: centavos(0) },
};
const visit: Visit = {
  stationId: "s1",
  state: "Jalisco",
  fuel: "REGULAR",
  hour: 23,
  now: new Date("2026-03-10T00:00:00Z"),
};

test("only the steps of its life lead from one status to another", () => {
  const steps = [...CAMPAIGN_STEPS, ...CAMPAIGN_DECISIONS];
  const table = CAMPAIGN_STATUSES.flatMap((from) =>
    steps.flatMap((step) => {
      const to = statusAfter(from, step);
      return to === undefined ? [] : [`${from} ${step} ${to}`];
    }),
  );
  expect(table.sort()).toEqual([
    "ACTIVE COMPLETE COMPLETED",
    "ACTIVE PAUSE PAUSED",
    "DRAFT SUBMIT PENDING_APPROVAL",
    "PAUSED COMPLETE COMPLETED",
    "PAUSED RESUME ACTIVE",
    "PENDING_APPROVAL APPROVE ACTIVE",
    "PENDING_APPROVAL REJECT REJECTED",
  ]);
});

describe("a campaign offers views", () => {
  test("as many as its budgets still pay for", () => {
    expect(viewsOffered(campaign, visit)).toBe(6);
    expect(viewsOffered({ ...campaign, today: { budget: centavos(400), spoken: centavos(100) } }, visit)).toBe(2);
    expect(viewsOffered({ ...campaign, total: { budget: centavos(1_000), spoken: centavos(851) } }, visit)).toBe(0);
  });

  test("while it runs", () => {
    expect(viewsOffered({ ...campaign, status: "PAUSED" }, visit)).toBe(0);
    expect(viewsOffered(campaign, { ...visit, now: campaign.endsAt })).toBe(0);
    expect(viewsOffered(campaign, { ...visit, now: campaign.startsAt })).toBe(6);
  });

  test.each([
    [{ stationIds: ["s1"] }, true],
    [{ stationIds: ["s2"] }, false],
    [{ states: ["Jalisco"] }, true],
    [{ states: ["Sonora"] }, false],
    [{ fuels: ["DIESEL"] as const }, false],
    [{ hours: { from: 22, to: 6 } }, true],
    [{ hours: { from: 6, to: 23 } }, false],
    [{ hours: { from: 23, to: 24 } }, true],
  ])("to whom it is meant for: %j is %s", (target, isMeant) => {
    expect(viewsOffered({ ...campaign, target: { ...anyone, ...target } }, visit) > 0).toBe(isMeant);
  });
});

test("a budget is spent when no further view fits and none is under way", () => {
  const purse = { budget: centavos(1_000), pricePerView: centavos(150) };
  expect(isSpent(purse, { captured: centavos(900), reserved: centavos(0) })).toBe(true);
  expect(isSpent(purse, { captured: centavos(850), reserved: centavos(0) })).toBe(false);
  expect(isSpent(purse, { captured: centavos(850), reserved: centavos(150) })).toBe(false);
});
