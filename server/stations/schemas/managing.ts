import { z } from "zod";

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
import { HIGHEST_PRICE, isPlausiblePrice, LOWEST_PRICE } from "@/server/stations/domain/feed-price";
import { PRICE_REQUEST_STATES } from "@/server/stations/domain/price-request";
import { PERMIT_KINDS, STATION_SOURCES, STATION_STATUSES } from "@/server/stations/domain/station";
import { dayHoursSchema, pumpSchema, stationListing } from "@/server/stations/schemas";

import { limit, truthInput } from "./query-input";

const statusSchema = z.enum(STATION_STATUSES);

/** A price a person may ask for at all; what is beyond ±10 % of today's waits for approval. */
export const settablePrice = priceSchema.refine(
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
  contractDate: z.iso.date().nullable(),
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
