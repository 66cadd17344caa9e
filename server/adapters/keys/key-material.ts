import "server-only";
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  sign as signWith,
} from "node:crypto";
import { promisify } from "node:util";

import type { Ed25519Purpose, Ed25519Signer, KeyPurpose } from "@/server/platform/keys";

const generate = promisify(generateKeyPair);

/** What precedes the 32 bytes of a seed in its PKCS #8 form, and of a public key in its SPKI form (RFC 8410). */
const PKCS8_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI_ED25519_LENGTH = 12;

/** First letter of the kids of a purpose. A coupon's kid is printed in its QR code, hence two characters. */
const kidLetter: Record<Ed25519Purpose, string> = { COUPON_QR: "K", DRAW: "D", RECEIPT: "R" };

/** A new key as the table keeps it: public half as base64url of the raw key (Ed25519) or of the SPKI (RSA). */
export type NewKey = { kid: string; algorithm: "RS256" | "EdDSA"; publicKey: string; privateKey: Uint8Array };

/** `ordinal` is 1 for the first key of the purpose. */
export async function makeKey(purpose: KeyPurpose, ordinal: number): Promise<NewKey> {
  if (purpose === "ACCESS_TOKEN") return makeRsa();
  const { publicKey, privateKey } = await generate("ed25519");
  const seed = privateKey.export({ format: "der", type: "pkcs8" }).subarray(PKCS8_ED25519.length);
  return {
    kid: `${kidLetter[purpose]}${ordinal}`,
    algorithm: "EdDSA",
    publicKey: Buffer.from(rawPublic(publicKey)).toString("base64url"),
    privateKey: new Uint8Array(seed),
  };
}

async function makeRsa(): Promise<NewKey> {
  const { publicKey, privateKey } = await generate("rsa", { modulusLength: 2048 });
  const spki = publicKey.export({ format: "der", type: "spki" });
  return {
    // Derived from the key, so that clients that cache keys by kid never mix two databases up.
    kid: createHash("sha256").update(spki).digest("base64url").slice(0, 12),
    algorithm: "RS256",
    publicKey: spki.toString("base64url"),
    privateKey: new Uint8Array(privateKey.export({ format: "der", type: "pkcs8" })),
  };
}

const rawPublic = (key: KeyObject): Uint8Array =>
  new Uint8Array(key.export({ format: "der", type: "spki" }).subarray(SPKI_ED25519_LENGTH));

export const rsaPrivate = (pkcs8: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });

export const rsaPublic = (spki: string): KeyObject =>
  createPublicKey({ key: Buffer.from(spki, "base64url"), format: "der", type: "spki" });

export function ed25519Signer(kid: string, seed: Uint8Array): Ed25519Signer {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: "der", type: "pkcs8" });
  const publicKey = rawPublic(createPublicKey(key));
  return { kid, publicKey, sign: (message) => new Uint8Array(signWith(null, message, key)) };
}
