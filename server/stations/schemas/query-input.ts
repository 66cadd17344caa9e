import { z } from "zod";

// Query strings arrive as text; anything that is not plainly a number or a truth value stays as it is and is refused.
const decimal = /^-?\d{1,9}(?:\.\d{1,15})?$/;
export const numberInput = (schema: z.ZodNumber) =>
  z
    .union([z.number(), z.string().max(30)])
    .transform((value) => (typeof value === "string" && decimal.test(value) ? Number(value) : value))
    .pipe(schema)
    .meta({ override: ({ jsonSchema }) => shownAs(jsonSchema, z.toJSONSchema(schema)) });

const truths: Readonly<Record<string, boolean>> = { true: true, false: false };
export const truthInput = z
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

/** `?limit=` of every list. */
export const limit = numberInput(z.number().int().min(1).max(100)).default(20);
