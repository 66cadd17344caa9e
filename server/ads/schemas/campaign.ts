import { z } from "zod";

import { parsePesos } from "@/server/kernel/money";
import { fuelSchema, idOf, instantSchema, pageInput, pesosSchema, textOf } from "@/server/kernel/schemas";

import { CAMPAIGN_DECISIONS, CAMPAIGN_STATUSES, CAMPAIGN_STEPS } from "../domain/campaign";

const mostPesos = 100_000_000;
const paid = pesosSchema.refine((text) => (parsePesos(text) ?? 0) > 0, { error: "must be more than 0.00" });
const budget = paid.refine((text) => (parsePesos(text) ?? 0) <= mostPesos * 100, { error: "is too much" });

const hours = z.strictObject({ from: z.number().int().min(0).max(23), to: z.number().int().min(1).max(24) });
const campaignId = idOf("campaign");

const content = {
  name: textOf(1, 120),
  /** Where a click leads. */
  targetUrl: z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(500),
  startDate: instantSchema,
  endDate: instantSchema,
  /** Null, or left out: every station, state, fuel, hour. */
  stationIds: z.array(idOf("station")).min(1).max(500).nullable().default(null),
  states: z.array(textOf(1, 60)).min(1).max(32).nullable().default(null),
  fuels: z.array(fuelSchema).min(1).max(3).nullable().default(null),
  /** On the station's clock, `to` exclusive; `{"from":22,"to":6}` is a night. */
  hours: hours.nullable().default(null),
  budgetTotal: budget,
  budgetPerDay: budget,
  pricePerView: paid,
  /** `imageId`: a picture uploaded before. */
  creatives: z
    .array(z.strictObject({ title: textOf(1, 80), imageId: idOf("file") }))
    .min(1)
    .max(5),
};

export const createCampaignInput = z.strictObject(content);
export type CreateCampaignInput = z.infer<typeof createCampaignInput>;
export const changeCampaignInput = z.strictObject({ id: campaignId, ...content });
export const campaignIdInput = z.strictObject({ id: campaignId });
export const campaignsInput = z.strictObject({
  ...pageInput,
  cursor: campaignId.optional(),
  status: z.enum(CAMPAIGN_STATUSES).optional(),
});
export const campaignStepInput = z.strictObject({ id: campaignId, step: z.enum(CAMPAIGN_STEPS) });
export const campaignDecisionInput = z.strictObject({
  id: campaignId,
  decision: z.enum(CAMPAIGN_DECISIONS),
  reason: textOf(3, 300),
});

export const campaignStateOutput = z.strictObject({ id: campaignId, status: z.enum(CAMPAIGN_STATUSES) });

export const campaignView = z.strictObject({
  id: campaignId,
  name: z.string(),
  targetUrl: z.string(),
  status: z.enum(CAMPAIGN_STATUSES),
  startDate: z.string(),
  endDate: z.string(),
  stationIds: z.array(idOf("station")).nullable(),
  states: z.array(z.string()).nullable(),
  fuels: z.array(fuelSchema).nullable(),
  hours: hours.nullable(),
  budgetTotal: z.string(),
  budgetPerDay: z.string(),
  pricePerView: z.string(),
  /** Promised to views under way. */
  reserved: z.string(),
  spent: z.string(),
  decisionReason: z.string().nullable(),
  creatives: z.array(z.strictObject({ id: idOf("creative"), title: z.string() })),
  views: z.number().int(),
});
export type CampaignView = z.infer<typeof campaignView>;
export const campaignsOutput = z.strictObject({ campaigns: z.array(campaignView), nextCursor: z.string().nullable() });

export const targetsOutput = z.strictObject({
  stations: z.array(z.strictObject({ id: idOf("station"), name: z.string(), state: z.string().nullable() })),
});

const counts = {
  started: z.number().int(),
  /** Watched to their end. */
  views: z.number().int(),
  clicks: z.number().int(),
  spent: z.string(),
};
export const reportOutput = z.strictObject({
  rows: z.array(z.strictObject({ day: z.string(), stationId: idOf("station"), stationName: z.string(), ...counts })),
  total: z.strictObject(counts),
});
export type CampaignReport = z.infer<typeof reportOutput>;
