import type { Role } from "@/server/auth/domain/role";
import type { Id } from "@/server/kernel/id";

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
  sign(claims: AccessClaims, maxAgeSeconds: number): Promise<string>;
  /** Null for anything that is not one of our live tokens. */
  verify(token: string): Promise<AccessClaims | null>;
  jwks(): Promise<{ keys: readonly Record<string, unknown>[] }>;
};
