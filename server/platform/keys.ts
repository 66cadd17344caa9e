import "server-only";
import type { KeyObject } from "node:crypto";

export const KEY_PURPOSES = ["ACCESS_TOKEN", "COUPON_QR", "DRAW", "RECEIPT"] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];
/** Access tokens are RS256; everything else is Ed25519. */
export type Ed25519Purpose = Exclude<KeyPurpose, "ACCESS_TOKEN">;

/** `VERIFY_ONLY` still verifies what it signed; `REVOKED` verifies nothing. Rotation never kills what was issued. */
export type KeyState = "ACTIVE" | "VERIFY_ONLY" | "REVOKED";

export type Ed25519Signer = {
  readonly kid: string;
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** RFC 8032, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
};

export type Ed25519Public = {
  readonly publicKey: Uint8Array;
  readonly state: KeyState;
  readonly from: Date;
  /** When it stopped signing; null while it signs. */
  readonly to: Date | null;
};

export type RsaSigner = { readonly kid: string; readonly privateKey: KeyObject };

/** A key that no table holds yet: its private half is sealed already. */
export type PreparedKey = {
  readonly kid: string;
  readonly purpose: KeyPurpose;
  readonly algorithm: "RS256" | "EdDSA";
  readonly publicKey: string;
  readonly privateKeySealed: string;
};

/**
 * Keys by purpose, made on first use and kept sealed in the database. After the first load every answer comes from
 * memory (refreshed in the background), so these may be called while a transaction is open.
 */
export type KeyRing = {
  /** Called at start, so that a secret that does not open the stored keys is noticed there. */
  load(): Promise<void>;
  ed25519(purpose: Ed25519Purpose): Promise<Ed25519Signer>;
  /** Every key of the purpose that ever was, by kid; the caller judges `state`. */
  ed25519Public(purpose: Ed25519Purpose): Promise<ReadonlyMap<string, Ed25519Public>>;
  accessSigner(): Promise<RsaSigner>;
  /** Public keys that may verify an access token now, by kid. An unknown `wanted` kid is looked for in the table first. */
  accessVerifiers(wanted?: string): Promise<ReadonlyMap<string, KeyObject>>;
  /** A successor, for the command that rotates. */
  prepare(purpose: KeyPurpose): Promise<PreparedKey>;
  /** After a rotation: what the table holds now counts here at once. */
  reload(): Promise<void>;
};

/** Chance and the master secret, for what must not be readable at rest or guessable outside. */
export type Secrets = {
  random(bytes: number): Uint8Array;
  /** Decimal digits, each equally likely. */
  digits(count: number): string;
  /** Authenticated encryption; `context` must be the same when opening. */
  seal(plain: Uint8Array, context: string): string;
  /** Throws when the text was not sealed with this secret and context. */
  open(sealed: string, context: string): Uint8Array;
  /** A keyed hash, base64url: nobody without the secret can make or test one. */
  mac(context: string, text: string): string;
};
