import { z } from "zod";

import { PIN_SHAPE } from "@/server/auth/domain/pin";
import { idOf, instantSchema, textOf } from "@/server/kernel/schemas";

const deviceId = idOf("stationDevice");

export const stationKey = z.strictObject({ id: idOf("station") });
export const deviceKey = z.strictObject({ id: deviceId });
export const offerInput = z.strictObject({ id: idOf("station"), name: textOf(1, 40) });
export const offerOutput = z.strictObject({ id: deviceId, code: z.string(), expiresAt: instantSchema });
export const pairInput = z.strictObject({ code: z.string().trim().min(10).max(20) });
export const pairOutput = z.strictObject({ id: deviceId, key: z.string() });

export const devicesOutput = z.strictObject({
  devices: z.array(
    z.strictObject({
      id: deviceId,
      name: z.string(),
      state: z.enum(["OFFERED", "LAPSED", "PAIRED", "REVOKED"]),
      offeredBy: z.string(),
      offeredAt: instantSchema,
      pairedAt: instantSchema.nullable(),
      revokedAt: instantSchema.nullable(),
    }),
  ),
});

export const hereOutput = z.strictObject({
  id: deviceId,
  name: z.string(),
  station: z.strictObject({ id: idOf("station"), name: z.string() }),
  people: z.array(z.strictObject({ id: idOf("user"), name: z.string() })),
});

export const pinSignInInput = z.strictObject({
  userId: idOf("user"),
  pin: z.string().regex(PIN_SHAPE, { error: "must be six digits" }),
});
