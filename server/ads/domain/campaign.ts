/** A campaign's life, its money and whom it wants to reach. */
import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { centavos, type Centavos } from "@/server/kernel/money";

export const CAMPAIGN_STATUSES = ["DRAFT", "PENDING_APPROVAL", "ACTIVE", "PAUSED", "COMPLETED", "REJECTED"] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** What its advertiser may ask for; the decision is an administrator's, the end also the clock's and the budget's. */
export const CAMPAIGN_STEPS = ["SUBMIT", "PAUSE", "RESUME", "COMPLETE"] as const;
export const CAMPAIGN_DECISIONS = ["APPROVE", "REJECT"] as const;
export type CampaignStep = (typeof CAMPAIGN_STEPS)[number] | (typeof CAMPAIGN_DECISIONS)[number];

const moves = {
  SUBMIT: { from: ["DRAFT"], to: "PENDING_APPROVAL" },
  APPROVE: { from: ["PENDING_APPROVAL"], to: "ACTIVE" },
  REJECT: { from: ["PENDING_APPROVAL"], to: "REJECTED" },
  PAUSE: { from: ["ACTIVE"], to: "PAUSED" },
  RESUME: { from: ["PAUSED"], to: "ACTIVE" },
  COMPLETE: { from: ["ACTIVE", "PAUSED"], to: "COMPLETED" },
} as const satisfies Record<CampaignStep, { from: readonly CampaignStatus[]; to: CampaignStatus }>;

/** Where the step leads from this status; undefined where it may not be taken. */
export const statusAfter = (status: CampaignStatus, step: CampaignStep): CampaignStatus | undefined =>
  moves[step].from.some((from) => from === status) ? moves[step].to : undefined;

export type Hours = { readonly from: number; readonly to: number };

/** Null: no matter which. */
export type Target = {
  readonly stationIds: readonly string[] | null;
  readonly states: readonly string[] | null;
  readonly fuels: readonly Fuel[] | null;
  /** On the station's clock, `from` inclusive, `to` exclusive; a night goes over midnight. */
  readonly hours: Hours | null;
};

export type CampaignContent = {
  readonly name: string;
  readonly targetUrl: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly target: Target;
  readonly budget: Centavos;
  readonly dailyBudget: Centavos;
  readonly pricePerView: Centavos;
  readonly creatives: readonly { readonly title: string; readonly fileId: Id<"file"> }[];
};

/** `spoken`: captured or promised to views under way. */
export type Purse = { readonly budget: Centavos; readonly spoken: Centavos };

export type Campaign = {
  readonly id: Id<"campaign">;
  readonly advertiserId: Id<"user">;
  readonly status: CampaignStatus;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly target: Target;
  readonly pricePerView: Centavos;
  readonly total: Purse;
  readonly today: Purse;
};

/** The redemption an ad would be shown after, and the moment. */
export type Visit = {
  readonly stationId: string;
  readonly state: string | null;
  readonly fuel: Fuel;
  /** 0 to 23 on the station's clock. */
  readonly hour: number;
  readonly now: Date;
};

const holds = <T>(wanted: readonly T[] | null, value: T | null): boolean =>
  wanted === null || (value !== null && wanted.includes(value));

const isWithin = ({ from, to }: Hours, hour: number): boolean =>
  from < to ? from <= hour && hour < to : hour >= from || hour < to;

export const isMeantFor = ({ stationIds, states, fuels, hours }: Target, visit: Visit): boolean =>
  holds(stationIds, visit.stationId) &&
  holds(states, visit.state) &&
  holds(fuels, visit.fuel) &&
  (hours === null || isWithin(hours, visit.hour));

/** Views that a purse still pays for. */
const viewsLeft = ({ budget, spoken }: Purse, price: Centavos): number => Math.floor((budget - spoken) / price);

/** How many views may still begin today, none where the campaign does not run or is not meant for this visit. */
export function viewsOffered(campaign: Campaign, visit: Visit): number {
  const isRunning = campaign.status === "ACTIVE" && campaign.startsAt <= visit.now && visit.now < campaign.endsAt;
  if (!isRunning || !isMeantFor(campaign.target, visit)) return 0;
  const { total, today, pricePerView } = campaign;
  return Math.max(0, Math.min(viewsLeft(total, pricePerView), viewsLeft(today, pricePerView)));
}

/** Nothing left for another view, and none under way that could give its promise back. */
export const isSpent = (
  { budget, pricePerView }: { budget: Centavos; pricePerView: Centavos },
  after: { captured: Centavos; reserved: Centavos },
): boolean => after.reserved === 0 && centavos(budget - after.captured) < pricePerView;
