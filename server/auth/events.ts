import { z } from "zod";

import { idOf } from "@/server/kernel/schemas";

/** Facts about accounts and sessions; the aggregate is the person. Never an address, a number, a name or a code. */
const ofUser = { userId: idOf("user") };
const ofSession = { ...ofUser, sessionId: idOf("session") };

export const accountRegistered = {
  type: "AccountRegistered",
  payload: z.object({ ...ofUser, role: z.string() }),
} as const;
export const registrationRepeated = { type: "RegistrationRepeated", payload: z.object(ofUser) } as const;
export const signedIn = {
  type: "SignedIn",
  payload: z.object({ ...ofSession, withSecondFactor: z.boolean(), newDevice: z.boolean() }),
} as const;
/** `UNKNOWN`: nobody has the name; the id then stands for the name and for no person. */
export const signInFailed = {
  type: "SignInFailed",
  payload: z.object({ ...ofUser, reason: z.enum(["PASSWORD", "SECOND_FACTOR", "INACTIVE", "UNKNOWN"]) }),
} as const;
export const sessionRenewed = {
  type: "SessionRenewed",
  payload: z.object({ ...ofSession, rotations: z.number().int() }),
} as const;
export const sessionEnded = {
  type: "SessionEnded",
  payload: z.object({
    ...ofSession,
    reason: z.enum([
      "SIGN_OUT",
      "REVOKED",
      "TOKEN_REUSE",
      "PASSWORD_RESET",
      "ACCESS_CHANGED",
      "DEVICE_REVOKED",
      "SWITCHED",
    ]),
  }),
} as const;
export const emailVerified = { type: "EmailVerified", payload: z.object(ofUser) } as const;
export const phoneVerified = { type: "PhoneVerified", payload: z.object(ofUser) } as const;
export const codeSent = { type: "CodeSent", payload: z.object({ ...ofUser, purpose: z.string() }) } as const;
export const codeRefused = { type: "CodeRefused", payload: z.object({ ...ofUser, purpose: z.string() }) } as const;
export const pinSet = { type: "PinSet", payload: z.object(ofUser) } as const;
/** Somebody typed a wrong PIN as this person's. */
export const pinRefused = {
  type: "PinRefused",
  payload: z.object({ ...ofUser, stationId: idOf("station") }),
} as const;
/** About a device that attendants share; it is the aggregate. */
const ofShared = { deviceId: idOf("stationDevice"), stationId: idOf("station") };
export const deviceOffered = { type: "DeviceOffered", payload: z.object(ofShared) } as const;
export const devicePaired = { type: "DevicePaired", payload: z.object(ofShared) } as const;
export const deviceRevoked = { type: "DeviceRevoked", payload: z.object(ofShared) } as const;
export const passwordChanged = { type: "PasswordChanged", payload: z.object(ofUser) } as const;
export const secondFactorEnrolled = { type: "SecondFactorEnrolled", payload: z.object(ofUser) } as const;
export const secondFactorConfirmed = { type: "SecondFactorConfirmed", payload: z.object(ofUser) } as const;
export const secondFactorShown = { type: "SecondFactorShown", payload: z.object(ofSession) } as const;
export const profileChanged = {
  type: "ProfileChanged",
  payload: z.object({ ...ofUser, fields: z.array(z.string()) }),
} as const;

export const accessChanged = {
  type: "AccessChanged",
  payload: z.object({ ...ofUser, role: z.string(), isActive: z.boolean(), reason: z.string() }),
} as const;
/** About a key and no person; the aggregate is made for the event. */
export const keyRotated = {
  type: "KeyRotated",
  payload: z.object({ purpose: z.string(), kid: z.string() }),
} as const;
export const keyRevoked = { type: "KeyRevoked", payload: z.object({ kid: z.string() }) } as const;

export type SessionEndReason = z.infer<typeof sessionEnded.payload>["reason"];

type Described = { readonly type: string; readonly payload: z.ZodType };

/** An event of a person, checked against its description by the compiler. */
export const ofPerson = <E extends Described>(
  event: E,
  occurredAt: Date,
  payload: z.infer<E["payload"]> & { userId: string },
) => ({
  type: event.type,
  aggregateId: payload.userId,
  occurredAt,
  payload,
});

/** An event of a device that attendants share. */
export const ofDevice = (
  { type }: typeof deviceOffered | typeof devicePaired | typeof deviceRevoked,
  occurredAt: Date,
  payload: z.infer<typeof deviceOffered.payload>,
) => ({ type, aggregateId: payload.deviceId, occurredAt, payload });
