import { z } from "zod";

import { FUELS } from "./fuel";
import type { IdKind } from "./id";
import { parseLitres, parsePesos, parsePrice } from "./money";

/** A UUID of one kind, lower-cased. Branded both ways, so that the OpenAPI document and Inngest accept it. */
export const idOf = <K extends IdKind>(_kind: K) => z.uuid().toLowerCase().brand<K, "inout">();

export const fuelSchema = z.enum(FUELS).meta({ id: "Fuel" });

const decimal = (reads: (text: string) => number | undefined, example: string) =>
  z
    .string()
    .max(20)
    .refine((text) => reads(text) !== undefined, { error: `must be a decimal such as "${example}"` })
    .meta({ override: { type: "string", example } });

/** MXN as a decimal string with at most two places; read it with `parsePesos`. */
export const pesosSchema = decimal(parsePesos, "500.00");
/** Litres as a decimal string with at most three places; read it with `parseLitres`. */
export const litresSchema = decimal(parseLitres, "21.276");
/** MXN per litre with at most four places; read it with `parsePrice`. */
export const priceSchema = decimal(parsePrice, "23.99");

/** RFC 3339 with a zone on input; always UTC with `Z` on output. */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => text >= "2000" && text < "2200", { error: "must lie between the years 2000 and 2199" })
  .meta({ override: { type: "string", format: "date-time" } });

export const latitudeSchema = z.number().min(-90).max(90);
export const longitudeSchema = z.number().min(-180).max(180);

/** `?limit=` and `?cursor=` of every list. Query strings arrive as text, hence the coercion. */
export const pageInput = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
};

/** Free text a person typed: no control characters, trimmed, normalised. */
export const textOf = (min: number, max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((text) => text.normalize("NFC").trim())
    .pipe(
      z
        .string()
        .min(min)
        .max(max)
        .regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u),
    );

export const noInput = z.strictObject({}).optional();
export const doneOutput = z.strictObject({ done: z.literal(true) });
