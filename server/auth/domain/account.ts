import type { Id } from "@/server/kernel/id";

import type { Role } from "./role";

export type Account = {
  readonly id: Id<"user">;
  readonly email: string;
  readonly phone: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly emailVerifiedAt: Date | null;
  readonly phoneVerifiedAt: Date | null;
  readonly isActive: boolean;
  /** Sealed; a second factor is asked for once it is confirmed. */
  readonly totpSecret: string | null;
  readonly totpConfirmedAt: Date | null;
  readonly permissionVersion: number;
  readonly locale: "es-MX" | "en";
};

export type AccountChange = Partial<Omit<Account, "id" | "role" | "email" | "permissionVersion">>;

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainPart = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** NFKC, then lower case, then judged: one person has one spelling. Undefined for what is no address. */
export function normaliseEmail(text: string): string | undefined {
  const email = text.normalize("NFKC").trim().toLowerCase();
  const [local = "", domain = "", ...more] = email.split("@");
  const fits = more.length === 0 && local.length <= 64 && email.length <= 254;
  return fits && localPart.test(local) && domainPart.test(domain) ? email : undefined;
}

/**
 * A Mexican number in any of its customary spellings, to E.164 (`+525512345678`): ten digits, alone or after +52, 52, the
 * old mobile `+52 1`, or the old dialling prefixes 01, 044 and 045.
 */
export function normalisePhone(text: string): string | undefined {
  const typed = text.normalize("NFKC").replace(/[\s().-]/g, "");
  const national = /^(?:\+?52(?:1(?=\d{10}$))?|01|04[45])?([2-9]\d{9})$/.exec(typed)?.[1];
  return national === undefined ? undefined : `+52${national}`;
}

export type Identifier = { readonly email: string } | { readonly phone: string };

/** What somebody typed to say who they are: an address or a phone. */
export function readIdentifier(text: string): Identifier | undefined {
  if (text.includes("@")) {
    const email = normaliseEmail(text);
    return email === undefined ? undefined : { email };
  }
  const phone = normalisePhone(text);
  return phone === undefined ? undefined : { phone };
}

/** Buying needs a way to reach the person that they have proved to be theirs. */
export const isVerified = (account: Pick<Account, "emailVerifiedAt" | "phoneVerifiedAt">): boolean =>
  account.emailVerifiedAt !== null || account.phoneVerifiedAt !== null;

export const hasSecondFactor = (account: Pick<Account, "totpSecret" | "totpConfirmedAt">): boolean =>
  account.totpSecret !== null && account.totpConfirmedAt !== null;

/** `c•••@demo.jsm`: enough to recognise, not to write to. */
export const maskedEmail = (email: string): string => email.replace(/^(.)[^@]*/, "$1•••");

/** `•••• 5678`. */
export const maskedPhone = (phone: string): string => `•••• ${phone.slice(-4)}`;
