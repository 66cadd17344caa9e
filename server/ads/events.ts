import { z } from "zod";

import { idOf } from "@/server/kernel/schemas";

import { CAMPAIGN_STATUSES } from "./domain/campaign";

const isoInstant = z.iso.datetime();
const whole = z.number().int().nonnegative();
const status = z.enum(CAMPAIGN_STATUSES);

/** Facts this context publishes. Ids, numbers and words only; the aggregate is the campaign or the view. */

export const campaignCreated = {
  type: "CampaignCreated",
  payload: z.object({ campaignId: idOf("campaign"), advertiserId: idOf("user"), budgetCentavos: whole }),
} as const;

export const campaignChanged = {
  type: "CampaignChanged",
  payload: z.object({ campaignId: idOf("campaign"), budgetCentavos: whole }),
} as const;

export const campaignMoved = {
  type: "CampaignMoved",
  payload: z.object({ campaignId: idOf("campaign"), from: status, to: status, reason: z.string() }),
} as const;

/** A picture was uploaded; the aggregate is the file. */
export const adImageStored = {
  type: "AdImageStored",
  payload: z.object({ fileId: idOf("file"), ownerId: idOf("user"), sha256: z.string(), bytes: whole }),
} as const;

const view = {
  sessionId: idOf("adSession"),
  userId: idOf("user"),
  redemptionId: idOf("redemption"),
  campaignId: idOf("campaign"),
  creativeId: idOf("creative"),
  step: whole,
};

export const adViewStarted = { type: "AdViewStarted", payload: z.object(view) } as const;

/** Somebody wanted to know more: the first click of a view. */
export const adClicked = { type: "AdClicked", payload: z.object(view) } as const;

/** Not watched to its end: the money promised for it is the campaign's again. */
export const adViewLeft = {
  type: "AdViewLeft",
  payload: z.object({ ...view, visibleMs: whole }),
} as const;

/** Watched as the server measured it; `tickets` is what the step earns before any cap. */
export const adWatched = {
  type: "AdWatched",
  payload: z.object({
    ...view,
    stationId: idOf("station"),
    redeemedAt: isoInstant,
    watchedAt: isoInstant,
    visibleMs: whole,
    priceCentavos: whole,
    tickets: whole,
  }),
} as const;
export type AdWatched = z.infer<typeof adWatched.payload>;
