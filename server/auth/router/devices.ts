import "server-only";
import { procedure, publicProcedure, router } from "@/server/api/init";
import { offerPairing } from "@/server/auth/commands/offer-pairing";
import { pairDevice, stationKeyHash } from "@/server/auth/commands/pair-device";
import { revokeDevice } from "@/server/auth/commands/revoke-device";
import { signInWithPin } from "@/server/auth/commands/sign-in-with-pin";
import { ACCESS_SECONDS } from "@/server/auth/domain/session";
import { deviceHere, devicesOf } from "@/server/auth/queries/station-devices";
import { grantOutput } from "@/server/auth/schemas";
import {
  deviceKey,
  devicesOutput,
  hereOutput,
  offerInput,
  offerOutput,
  pairInput,
  pairOutput,
  pinSignInInput,
  stationKey,
} from "@/server/auth/schemas/devices";
import { doneOutput } from "@/server/kernel/schemas";
import { instant } from "@/server/kernel/time";
import { orNotFound, orRefuse, Refused } from "@/server/platform/refused";

const tags = ["Devices"];

/** Devices that attendants share: the manager's list, and what the device itself may ask with its key. */
export const deviceRouter = router({
  list: procedure("device:manage")
    .meta({ openapi: { method: "GET", path: "/stations/{id}/devices", tags } })
    .input(stationKey)
    .output(devicesOutput)
    .query(async ({ ctx, input }) => {
      const asked = { stationId: input.id, managerId: ctx.actor.id, now: ctx.now() };
      return { devices: orNotFound(await devicesOf(ctx.db, asked)) };
    }),

  offer: procedure("device:manage")
    .meta({
      openapi: { method: "POST", path: "/stations/{id}/devices", tags, successDescription: "Created" },
      operation: "none",
    })
    .input(offerInput)
    .output(offerOutput)
    .mutation(async ({ ctx, input: { id: stationId, name } }) => {
      const { expiresAt, ...offer } = orRefuse(await offerPairing(ctx, { stationId, name }));
      ctx.answerHeaders.set("x-status", "201");
      return { ...offer, expiresAt: instant(expiresAt) };
    }),

  revoke: procedure("device:manage")
    .meta({ openapi: { method: "POST", path: "/devices/{id}/revoke", tags } })
    .input(deviceKey)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => (orRefuse(await revokeDevice(ctx, input.id)), { done: true as const })),

  pair: publicProcedure("device:use")
    .meta({ openapi: { method: "POST", path: "/devices/pair", tags }, operation: "none" })
    .input(pairInput)
    .output(pairOutput)
    .mutation(async ({ ctx, input }) => orRefuse(await pairDevice(ctx, input.code))),

  here: publicProcedure("device:use")
    .meta({ openapi: { method: "GET", path: "/devices/here", tags } })
    .output(hereOutput)
    .query(async ({ ctx }) => {
      const { stationKey: key } = ctx;
      const here = key === undefined ? undefined : await deviceHere(ctx.db, stationKeyHash(ctx, key));
      if (!here) throw new Refused({ kind: "UNAUTHORIZED" });
      return here;
    }),

  signIn: publicProcedure("device:use")
    .meta({ openapi: { method: "POST", path: "/devices/sign-in", tags }, operation: "none" })
    .input(pinSignInInput)
    .output(grantOutput)
    .mutation(async ({ ctx, input }) => {
      const { accessToken, refreshToken, account } = orRefuse(await signInWithPin(ctx, input));
      const { id, email, firstName, lastName, role } = account;
      const user = { id, email, firstName, lastName, role };
      return { accessToken, refreshToken, tokenType: "Bearer" as const, expiresIn: ACCESS_SECONDS, user };
    }),
});
