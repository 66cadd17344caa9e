import { z } from "zod";

import { FUELS } from "@/server/kernel/fuel";
import { fuelSchema, idOf, textOf } from "@/server/kernel/schemas";

import { settablePrice } from "./managing";
import { limit } from "./query-input";

export const priceBoardInput = z.strictObject({
  q: textOf(2, 100).optional(),
  limit,
  /** The id of the last station seen. */
  cursor: idOf("station").optional(),
});
export type PriceBoardInput = z.infer<typeof priceBoardInput>;

const boardLine = z.strictObject({
  fuelType: fuelSchema,
  price: z.string().nullable(),
  since: z.string().nullable(),
  source: z.string().nullable(),
  /** Null where the price is the regulator's. */
  setBy: z.string().nullable(),
  isOverVoluntaryCap: z.boolean(),
  next: z.strictObject({ price: z.string(), from: z.string() }).nullable(),
  changesLeftToday: z.number().int().nonnegative(),
  /** The last time somebody read this fuel off the station's board. */
  board: z.strictObject({ price: z.string(), agrees: z.boolean(), checkedAt: z.string() }).nullable(),
});

export const priceBoardOutput = z.strictObject({
  stations: z.array(
    z.strictObject({ id: idOf("station"), name: z.string(), timeZone: z.string(), fuels: z.array(boardLine) }),
  ),
  nextCursor: z.string().nullable(),
});

export const priceLogInput = z.strictObject({ id: idOf("station"), limit });
export const priceLogOutput = z.strictObject({
  prices: z.array(
    z.strictObject({
      fuelType: fuelSchema,
      price: z.string(),
      validFrom: z.string(),
      validTo: z.string().nullable(),
      source: z.string(),
      setBy: z.string().nullable(),
    }),
  ),
});

export const confirmBoardInput = z.strictObject({
  id: idOf("station"),
  /** What the board says; at least one fuel. */
  board: z
    .strictObject({
      REGULAR: settablePrice.optional(),
      PREMIUM: settablePrice.optional(),
      DIESEL: settablePrice.optional(),
    })
    .refine((board) => FUELS.some((fuel) => board[fuel] !== undefined), { error: "nothing was read" }),
});
export const confirmBoardOutput = z.strictObject({
  checks: z.array(
    z.strictObject({ fuelType: fuelSchema, board: z.string(), price: z.string().nullable(), agrees: z.boolean() }),
  ),
});
