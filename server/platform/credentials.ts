import "server-only";
import type { Role } from "@/server/auth/domain/role";
import type { Id } from "@/server/kernel/id";

import type { Secrets } from "./keys";
import type { LimitRules } from "./limits";
import type { Turns } from "./turns";

/** Claims of an access token: session cookie and bearer are the same thing. Permissions are not in it. */
export type AccessClaims = {
  readonly sub: Id<"user">;
  readonly sid: Id<"session">;
  readonly role: Role;
  readonly pv: number;
  /** Seconds since 1970 of the last second factor, if one was shown. */
  readonly mfa?: number;
  readonly exp?: number;
};

export type Tokens = {
  /** `claims.exp` wins over the age: a cookie that is only copied must not live longer. */
  sign(claims: AccessClaims, maxAgeSeconds: number): Promise<string>;
  /** Null for anything that is not one of our live tokens. */
  verify(token: string): Promise<AccessClaims | null>;
  jwks(): Promise<{ keys: readonly Record<string, unknown>[] }>;
};

export type PasswordHasher = {
  hash(password: string): Promise<string>;
  /** `stored` undefined: the same work, and false. */
  verify(stored: string | undefined, password: string): Promise<boolean>;
};

export type SecondFactor = {
  /** Base32, from at least 20 random bytes. */
  newSecret(random: Uint8Array): string;
  /** `otpauth://…` for the QR code of an authenticator app. */
  address(secret: string, label: string): string;
  /** The time step the code belongs to: the current one or the one before; undefined when it is wrong. */
  stepOf(secret: string, code: string, now: Date): number | undefined;
};

/** What proves who somebody is. */
export type AuthServices = {
  readonly tokens: Tokens;
  readonly passwords: PasswordHasher;
  readonly commonPasswords: { has(password: string): boolean };
  readonly secondFactor: SecondFactor;
  readonly secrets: Secrets;
  /** Tries of one account run one after the other. */
  readonly signInTurns: Turns;
  readonly limits: { readonly rules: LimitRules };
};
