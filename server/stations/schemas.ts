import { z } from "zod";

import { FUELS } from "@/server/kernel/fuel";
import {
  fuelSchema,
  idOf,
  instantSchema,
  latitudeSchema,
  longitudeSchema,
  priceSchema,
  textOf,
} from "@/server/kernel/schemas";

import { STATION_SOURCES, STATION_STATUSES } from "./domain/station";
import { limit, numberInput, truthInput } from "./schemas/query-input";

const statusSchema = z.enum(STATION_STATUSES);
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "must be a time such as 06:30" });

/** Prices of a station now; a fuel without a known price is null. */
export const fuelPricesSchema = z.strictObject({
  REGULAR: z.string().nullable(),
  PREMIUM: z.string().nullable(),
  DIESEL: z.string().nullable(),
});

/** A station as lists show it. `distanceMeters` is null where nobody said from where. */
export const stationListing = z.strictObject({
  id: idOf("station"),
  name: z.string(),
  brand: z.string().nullable(),
  address: z.string().nullable(),
  latitude: z.number(),
  longitude: z.number(),
  timeZone: z.string(),
  distanceMeters: z.number().nullable(),
  rating: z.number().nullable(),
  reviewCount: z.number().int(),
  openNow: z.boolean().nullable(),
  status: statusSchema,
  acceptsCoupons: z.boolean(),
  fuelPrices: fuelPricesSchema,
  pricesUpdatedAt: z.string().nullable(),
});
export type StationListing = z.infer<typeof stationListing>;

export const pumpSchema = z.strictObject({
  number: z.number().int().min(1).max(99),
  fuels: z
    .array(fuelSchema)
    .min(1)
    .max(FUELS.length)
    .refine((fuels) => new Set(fuels).size === fuels.length, { error: "a fuel stands twice" }),
});

export const dayHoursSchema = z.strictObject({
  weekday: z.number().int().min(1).max(7),
  opensAt: timeSchema,
  closesAt: timeSchema,
});

/** A station with everything a customer or an admin may see of it. */
export const stationDetail = stationListing.extend({
  permit: z.string(),
  municipality: z.string().nullable(),
  state: z.string().nullable(),
  postalCode: z.string().nullable(),
  services: z.array(z.string()),
  isOpenAllDay: z.boolean(),
  hours: z.array(dayHoursSchema),
  pumps: z.array(pumpSchema),
  contractDate: z.string().nullable(),
  source: z.enum(STATION_SOURCES),
});
export type StationDetail = z.infer<typeof stationDetail>;

export const nearbyInput = z.strictObject({
  latitude: numberInput(latitudeSchema),
  longitude: numberInput(longitudeSchema),
  /** Kilometres. */
  radius: numberInput(z.number().min(0.1).max(50)).default(10),
  limit,
  fuelType: fuelSchema.optional(),
  maxPrice: priceSchema.optional(),
  openNow: truthInput.optional(),
  accepts: truthInput.optional(),
  /** `saving`: what a tank costs, the way there and back included. */
  sort: z.enum(["distance", "price", "saving"]).default("distance"),
});
export type NearbyInput = z.infer<typeof nearbyInput>;
export const nearbyOutput = z.strictObject({ stations: z.array(stationListing) });

export const searchInput = z
  .strictObject({
    q: textOf(2, 100),
    /** Where the searcher is, for distances; results stay in order of likeness. */
    latitude: numberInput(latitudeSchema).optional(),
    longitude: numberInput(longitudeSchema).optional(),
    accepts: truthInput.optional(),
    limit,
    cursor: z
      .string()
      .regex(/^\d{1,5}\.[0-9a-f-]{36}$/)
      .optional(),
  })
  .refine((input) => (input.latitude === undefined) === (input.longitude === undefined), {
    error: "latitude and longitude go together",
    path: ["longitude"],
  });
export type SearchInput = z.infer<typeof searchInput>;
export const stationsPage = z.strictObject({ stations: z.array(stationListing), nextCursor: z.string().nullable() });

export const stationInput = z.strictObject({ id: idOf("station") });

export const pricesInput = z
  .strictObject({
    id: idOf("station"),
    fuelType: fuelSchema.optional(),
    from: instantSchema.optional(),
    to: instantSchema.optional(),
    limit,
    /** The id of the last row seen. */
    cursor: idOf("row").optional(),
  })
  .refine(({ from, to }) => !from || !to || Date.parse(from) < Date.parse(to), {
    error: "from must lie before to",
    path: ["to"],
  });
export type PricesInput = z.infer<typeof pricesInput>;
export const pricesOutput = z.strictObject({
  prices: z.array(
    z.strictObject({
      fuelType: fuelSchema,
      price: z.string(),
      validFrom: z.string(),
      validTo: z.string().nullable(),
      source: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const reviewsInput = z.strictObject({ id: idOf("station"), limit, cursor: idOf("row").optional() });
export const reviewsOutput = z.strictObject({
  reviews: z.array(
    z.strictObject({
      id: z.uuid(),
      stars: z.number().int(),
      body: z.string().nullable(),
      createdAt: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
