import { z } from "zod";

import { idOf, instantSchema, pageInput, textOf } from "@/server/kernel/schemas";

import { normaliseEmail, normalisePhone } from "./domain/account";
import { PIN_SHAPE } from "./domain/pin";
import { ROLES } from "./domain/role";

export const roleSchema = z.enum(ROLES).meta({ id: "Role" });

const email = z
  .string()
  .max(320)
  .refine((text) => normaliseEmail(text) !== undefined, { error: "must be an e-mail address" })
  .meta({ override: { type: "string", format: "email" } });

const phone = z
  .string()
  .max(30)
  .refine((text) => normalisePhone(text) !== undefined, { error: "must be a Mexican phone number of ten digits" })
  .meta({ override: { type: "string", example: "+525512345678" } });

/** Its strength is judged with the person's data at hand; here only that it is a text of bearable length. */
const password = z.string().min(1).max(1_024);
const name = textOf(1, 80);
const linkToken = z.string().min(20).max(100);
const locale = z.enum(["es-MX", "en"]);

export const registerInput = z.strictObject({
  email,
  password,
  firstName: name,
  lastName: name,
  phone: phone.optional(),
});

const person = { id: idOf("user"), email: z.string(), firstName: z.string(), lastName: z.string(), role: roleSchema };

export const registerOutput = z.strictObject(person);

export const loginInput = z.strictObject({
  identifier: z.string().trim().min(3).max(320),
  password,
  otp: z.string().trim().min(6).max(20).optional(),
});

export const grantOutput = z.strictObject({
  accessToken: z.string(),
  refreshToken: z.string(),
  tokenType: z.literal("Bearer"),
  expiresIn: z.number().int(),
  user: z.strictObject(person),
});

export const refreshInput = z.strictObject({ refreshToken: z.string().min(1).max(200) });

export const profileOutput = z.strictObject({
  ...person,
  phone: z.string().nullable(),
  emailVerified: z.boolean(),
  phoneVerified: z.boolean(),
  hasSecondFactor: z.boolean(),
  locale,
  assignments: z.array(
    z.strictObject({
      stationId: idOf("station"),
      stationName: z.string(),
      validFrom: instantSchema,
      validTo: instantSchema.nullable(),
    }),
  ),
});

export const profileInput = z.strictObject({
  firstName: name.optional(),
  lastName: name.optional(),
  phone: phone.nullable().optional(),
  locale: locale.optional(),
});

export const sessionsInput = z.strictObject({ limit: pageInput.limit, cursor: idOf("session").optional() });

export const sessionsOutput = z.strictObject({
  sessions: z.array(
    z.strictObject({
      id: idOf("session"),
      deviceLabel: z.string(),
      createdAt: instantSchema,
      lastUsedAt: instantSchema,
      expiresAt: instantSchema,
      withSecondFactor: z.boolean(),
      isCurrent: z.boolean(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const sessionInput = z.strictObject({ id: idOf("session") });
export const verifyEmailInput = z.strictObject({ token: linkToken });
export const forgotInput = z.strictObject({ email });
export const resetInput = z.strictObject({ token: linkToken, password });
export const pinInput = z.strictObject({
  pin: z.string().regex(PIN_SHAPE, { error: "must be six digits" }),
  password,
});
export const stepUpInput = z.strictObject({ otp: z.string().trim().min(6).max(20) });
export const endedOutput = z.strictObject({ ended: z.number().int() });
export const codeInput = z.strictObject({ code: z.string().regex(/^\d{6}$/, { error: "must be six digits" }) });
export const enrolOutput = z.strictObject({ secret: z.string(), otpauthUrl: z.string() });
export const recoveryOutput = z.strictObject({ recoveryCodes: z.array(z.string()) });

export const usersInput = z.strictObject({
  limit: pageInput.limit,
  cursor: idOf("user").optional(),
  q: z.string().trim().max(100).optional(),
  role: roleSchema.optional(),
});

export const accessInput = z
  .strictObject({
    id: idOf("user"),
    role: roleSchema.optional(),
    isActive: z.boolean().optional(),
    reason: textOf(3, 200),
  })
  .refine(({ role, isActive }) => role !== undefined || isActive !== undefined, { error: "nothing to change" });

export const usersOutput = z.strictObject({
  users: z.array(
    z.strictObject({
      ...person,
      phone: z.string().nullable(),
      emailVerified: z.boolean(),
      phoneVerified: z.boolean(),
      hasSecondFactor: z.boolean(),
      isActive: z.boolean(),
      createdAt: instantSchema,
      lastLoginAt: instantSchema.nullable(),
    }),
  ),
  total: z.number().int(),
  nextCursor: z.string().nullable(),
});
