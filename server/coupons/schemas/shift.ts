import { z } from "zod";

import { fuelSchema, idOf, instantSchema, litresSchema, pesosSchema } from "@/server/kernel/schemas";

import { redemptionRow } from "./redemption";

/** A void of an earlier shift's redemption may take more than was dispensed since. */
const signedLitres = z.string().meta({ override: { type: "string", example: "21.276" } });
const signedPesos = z.string().meta({ override: { type: "string", example: "500.00" } });

export const shiftInput = z.strictObject({ stationId: idOf("station").optional() });

export const shiftOutput = z.strictObject({
  serverTime: instantSchema,
  stations: z.array(z.strictObject({ id: idOf("station"), name: z.string() })),
  station: z.strictObject({ id: idOf("station"), name: z.string() }).nullable(),
  shift: z
    .strictObject({
      id: idOf("shift"),
      openedAt: instantSchema,
      redemptions: z.number().int(),
      voids: z.number().int(),
      refusals: z.number().int(),
      liters: signedLitres,
      pesos: signedPesos,
    })
    .nullable(),
  lastOperations: z.array(redemptionRow),
});

export const openShiftInput = z.strictObject({ stationId: idOf("station") });
export const openShiftOutput = z.strictObject({ id: idOf("shift") });
export const shiftKey = z.strictObject({ id: idOf("shift") });

export const shiftSummaryOutput = z
  .strictObject({
    id: idOf("shift"),
    station: z.strictObject({ id: idOf("station"), name: z.string(), timeZone: z.string() }),
    attendantName: z.string(),
    openedAt: instantSchema,
    /** Null while it is open: the figures are those of now. */
    closedAt: instantSchema.nullable(),
    redemptions: z.number().int(),
    voids: z.number().int(),
    refusals: z.number().int(),
    /** Dispensed less undone. */
    liters: signedLitres,
    pesos: signedPesos,
    byFuel: z.array(
      z.strictObject({ fuelType: fuelSchema, redemptions: z.number().int(), liters: litresSchema, pesos: pesosSchema }),
    ),
    undone: z.array(
      z.strictObject({
        reference: z.string(),
        fuelType: fuelSchema,
        liters: litresSchema,
        pesos: pesosSchema,
        reason: z.string(),
        voidedAt: instantSchema,
        isByManager: z.boolean(),
      }),
    ),
    outcomes: z.array(z.strictObject({ outcome: z.string(), count: z.number().int() })),
  })
  .meta({ id: "ShiftSummary" });
