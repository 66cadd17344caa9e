import type { Id } from "@/server/kernel/id";

/** What a code or link is for; a code of one purpose opens nothing else. */
export type CodePurpose = "VERIFY_EMAIL" | "RESET_PASSWORD" | "VERIFY_PHONE";

export const lifeOf: Record<CodePurpose, number> = {
  VERIFY_EMAIL: 24 * 3_600_000,
  RESET_PASSWORD: 30 * 60_000,
  VERIFY_PHONE: 5 * 60_000,
};

export const CODE_DIGITS = 6;
const MOST_TRIES = 3;

export type IssuedCode = { readonly expiresAt: Date; readonly usedAt: Date | null; readonly tries: number };

/** `subject` is a keyed hash of the address or number it went to: it dies with a change of that. */
type Addressed = {
  readonly id: Id<"row">;
  readonly userId: Id<"user">;
  readonly subject: string;
  readonly codeHash: string;
};

export type Code = IssuedCode & Addressed;

export type NewCode = Addressed & { readonly purpose: CodePurpose; readonly at: Date; readonly expiresAt: Date };

export const isLive = (code: IssuedCode, now: Date): boolean => code.usedAt === null && now < code.expiresAt;

/** A typed code may be tried three times, whatever was typed. */
export const mayTry = (code: IssuedCode, now: Date): boolean => isLive(code, now) && code.tries < MOST_TRIES;
