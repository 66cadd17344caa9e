import { z } from "zod";

import { fuelSchema, idOf } from "@/server/kernel/schemas";

/** Facts this context publishes. Ids, numbers and words only; the aggregate is the station, or the run of an import. */

const isoInstant = z.iso.datetime();
const whole = z.number().int().nonnegative();

export const stationCreated = {
  type: "StationCreated",
  payload: z.object({ stationId: idOf("station"), acceptsCoupons: z.boolean() }),
} as const;
export type StationCreated = z.infer<typeof stationCreated.payload>;

/** `fields` names what was changed, not what it became; the network facts are spelled out, because money follows them. */
export const stationUpdated = {
  type: "StationUpdated",
  payload: z.object({
    stationId: idOf("station"),
    fields: z.array(z.string()),
    acceptsCoupons: z.boolean(),
    contractDate: z.iso.date().nullable(),
  }),
} as const;
export type StationUpdated = z.infer<typeof stationUpdated.payload>;

/** A person set a price; imports publish one event a run instead. */
export const stationPriceChanged = {
  type: "StationPriceChanged",
  payload: z.object({
    stationId: idOf("station"),
    fuel: fuelSchema,
    priceTenthMilli: whole,
    beforeTenthMilli: whole.nullable(),
    validFrom: isoInstant,
  }),
} as const;
export type StationPriceChanged = z.infer<typeof stationPriceChanged.payload>;

export const priceChangeRequested = {
  type: "PriceChangeRequested",
  payload: z.object({
    requestId: idOf("row"),
    stationId: idOf("station"),
    fuel: fuelSchema,
    priceTenthMilli: whole,
    currentTenthMilli: whole,
  }),
} as const;
export type PriceChangeRequested = z.infer<typeof priceChangeRequested.payload>;

export const priceChangeDecided = {
  type: "PriceChangeDecided",
  payload: z.object({
    requestId: idOf("row"),
    stationId: idOf("station"),
    fuel: fuelSchema,
    state: z.enum(["APPROVED", "REJECTED"]),
  }),
} as const;
export type PriceChangeDecided = z.infer<typeof priceChangeDecided.payload>;

/** Somebody compared the station's board with our prices. */
export const boardChecked = {
  type: "BoardChecked",
  payload: z.object({ stationId: idOf("station"), agreeing: z.array(fuelSchema), differing: z.array(fuelSchema) }),
} as const;
export type BoardChecked = z.infer<typeof boardChecked.payload>;

/** A person may act at a station from now on, or no more. */
export const staffAssigned = {
  type: "StaffAssigned",
  payload: z.object({ assignmentId: idOf("row"), stationId: idOf("station"), userId: idOf("user") }),
} as const;
export type StaffAssigned = z.infer<typeof staffAssigned.payload>;

export const staffUnassigned = {
  type: "StaffUnassigned",
  payload: z.object({ assignmentId: idOf("row"), stationId: idOf("station"), userId: idOf("user") }),
} as const;
export type StaffUnassigned = z.infer<typeof staffUnassigned.payload>;

export const stationReviewed = {
  type: "StationReviewed",
  payload: z.object({
    reviewId: idOf("row"),
    stationId: idOf("station"),
    redemptionId: idOf("redemption"),
    stars: z.number().int().min(1).max(5),
  }),
} as const;
export type StationReviewed = z.infer<typeof stationReviewed.payload>;

export const stationsImported = {
  type: "StationsImported",
  payload: z.object({
    runId: idOf("row"),
    asOf: isoInstant,
    stationsInserted: whole,
    stationsUpdated: whole,
    placesRejected: whole,
    pricesOpened: whole,
    pricesHistoric: whole,
    pricesRejected: whole,
  }),
} as const;
export type StationsImported = z.infer<typeof stationsImported.payload>;
