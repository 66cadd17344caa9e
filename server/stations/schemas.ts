import { z } from "zod";

import { FUELS } from "@/server/kernel/fuel";
import { formatPrice, parsePrice } from "@/server/kernel/money";
import {
  fuelSchema,
  idOf,
  instantSchema,
  latitudeSchema,
  longitudeSchema,
  priceSchema,
  textOf,
} from "@/server/kernel/schemas";

import { HIGHEST_PRICE, isPlausiblePrice, LOWEST_PRICE } from "./domain/feed-price";
import { PRICE_REQUEST_STATES } from "./domain/price-request";
import { PERMIT_KINDS, STATION_SOURCES, STATION_STATUSES } from "./domain/station";

// Query strings arrive as text; anything that is not plainly a number or a truth value stays as it is and is refused.
const decimal = /^-?\d{1,9}(?:\.\d{1,15})?$/;
const numberInput = (schema: z.ZodNumber) =>
  z
    .union([z.number(), z.string().max(30)])
    .transform((value) => (typeof value === "string" && decimal.test(value) ? Number(value) : value))
    .pipe(schema)
    .meta({ override: ({ jsonSchema }) => shownAs(jsonSchema, z.toJSONSchema(schema)) });

const truths: Readonly<Record<string, boolean>> = { true: true, false: false };
const truthInput = z
  .union([z.boolean(), z.enum(["true", "false"])])
  .transform((value) => truths[String(value)])
  .pipe(z.boolean())
  .meta({ override: ({ jsonSchema }) => shownAs(jsonSchema, { type: "boolean" }) });

/** The document speaks of what is meant, not of how a query string spells it. */
function shownAs(jsonSchema: object, meant: object): void {
  for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
  Object.assign(jsonSchema, meant);
  Reflect.deleteProperty(jsonSchema, "$schema");
}

const limit = numberInput(z.number().int().min(1).max(100)).default(20);
const statusSchema = z.enum(STATION_STATUSES);
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "must be a time such as 06:30" });
const daySchema = z.iso.date();

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

const pumpSchema = z.strictObject({
  number: z.number().int().min(1).max(99),
  fuels: z
    .array(fuelSchema)
    .min(1)
    .max(FUELS.length)
    .refine((fuels) => new Set(fuels).size === fuels.length, { error: "a fuel stands twice" }),
});

const dayHoursSchema = z.strictObject({
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
  sort: z.enum(["distance", "price"]).default("distance"),
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

/** A price a person may ask for at all; what is beyond ±10 % of today's waits for approval. */
const settablePrice = priceSchema.refine(
  (text) => {
    const price = parsePrice(text);
    return price !== undefined && isPlausiblePrice(price);
  },
  { error: `must lie between ${formatPrice(LOWEST_PRICE)} and ${formatPrice(HIGHEST_PRICE)}` },
);

export const changePriceInput = z.strictObject({
  id: idOf("station"),
  fuelType: fuelSchema,
  price: settablePrice,
  /** Not before now, at most 30 days ahead; left out: from now on. */
  effectiveFrom: instantSchema.optional(),
});
export type ChangePriceInput = z.infer<typeof changePriceInput>;
export const changePriceOutput = z.strictObject({
  state: z.enum(["CHANGED", "UNCHANGED", "PENDING_APPROVAL"]),
  fuelType: fuelSchema,
  price: z.string(),
  effectiveFrom: z.string().nullable(),
  requestId: idOf("row").nullable(),
});
export type ChangePriceOutput = z.infer<typeof changePriceOutput>;

export const priceRequestsInput = z.strictObject({
  state: z.enum(PRICE_REQUEST_STATES).default("PENDING_APPROVAL"),
  limit,
  cursor: idOf("row").optional(),
});
export type PriceRequestsInput = z.infer<typeof priceRequestsInput>;
export const priceRequestsOutput = z.strictObject({
  requests: z.array(
    z.strictObject({
      id: idOf("row"),
      stationId: idOf("station"),
      stationName: z.string(),
      fuelType: fuelSchema,
      price: z.string(),
      currentPrice: z.string(),
      effectiveFrom: z.string().nullable(),
      state: z.enum(PRICE_REQUEST_STATES),
      requestedBy: idOf("user"),
      requestedAt: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export const decidePriceInput = z.strictObject({ id: idOf("row"), decision: z.enum(["APPROVED", "REJECTED"]) });
export type DecidePriceInput = z.infer<typeof decidePriceInput>;
export const decidePriceOutput = z.strictObject({ id: idOf("row"), state: z.enum(["APPROVED", "REJECTED"]) });

const isUnique =
  <T>(key: (row: T) => unknown) =>
  (rows: readonly T[]) =>
    new Set(rows.map(key)).size === rows.length;

const editable = {
  name: textOf(2, 200),
  brand: textOf(1, 80).nullable(),
  address: textOf(1, 300).nullable(),
  municipality: textOf(1, 100).nullable(),
  state: textOf(1, 100).nullable(),
  postalCode: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  services: z.array(textOf(1, 60)).max(30),
  status: statusSchema,
  isOpenAllDay: z.boolean(),
  hours: z
    .array(dayHoursSchema)
    .max(28)
    .refine(
      isUnique((day: z.infer<typeof dayHoursSchema>) => `${day.weekday} ${day.opensAt}`),
      { error: "an opening stands twice" },
    ),
  pumps: z
    .array(pumpSchema)
    .max(99)
    .refine(
      isUnique((pump: z.infer<typeof pumpSchema>) => pump.number),
      { error: "a pump number stands twice" },
    ),
  acceptsCoupons: z.boolean(),
  contractDate: daySchema.nullable(),
};

export const createStationInput = z.strictObject({
  permit: z.string().max(60),
  latitude: latitudeSchema,
  longitude: longitudeSchema,
  name: editable.name,
  brand: editable.brand.default(null),
  address: editable.address.default(null),
  municipality: editable.municipality.default(null),
  state: editable.state.default(null),
  postalCode: editable.postalCode.default(null),
  services: editable.services.default([]),
  status: editable.status.default("ACTIVE"),
  isOpenAllDay: editable.isOpenAllDay.default(false),
  hours: editable.hours.default([]),
  pumps: editable.pumps.default([]),
  acceptsCoupons: editable.acceptsCoupons.default(false),
  contractDate: editable.contractDate.default(null),
  prices: z.partialRecord(fuelSchema, settablePrice).default({}),
});
export type CreateStationInput = z.infer<typeof createStationInput>;

const anyOf = z.strictObject({ ...editable, latitude: latitudeSchema, longitude: longitudeSchema }).partial().shape;

export const updateStationInput = z
  .strictObject({ id: idOf("station"), ...anyOf })
  .refine((input) => (input.latitude === undefined) === (input.longitude === undefined), {
    error: "latitude and longitude go together",
    path: ["longitude"],
  })
  .refine((input) => Object.values(input).filter((value) => value !== undefined).length > 1, {
    error: "nothing to change",
  });
export type UpdateStationInput = z.infer<typeof updateStationInput>;

export const directoryInput = z.strictObject({
  q: textOf(2, 100).optional(),
  status: statusSchema.optional(),
  accepts: truthInput.optional(),
  source: z.enum(STATION_SOURCES).optional(),
  limit,
  cursor: idOf("station").optional(),
});
export type DirectoryInput = z.infer<typeof directoryInput>;
export const directoryOutput = z.strictObject({
  stations: z.array(
    stationListing.extend({
      permit: z.string(),
      permitKind: z.enum(PERMIT_KINDS),
      source: z.enum(STATION_SOURCES),
      state: z.string().nullable(),
      contractDate: z.string().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
