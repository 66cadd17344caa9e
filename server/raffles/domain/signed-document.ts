/** Signatures of the draw key (draw.md 5): Ed25519 over the canonical JSON without `signature` and `kid`. */
import { fromBase64url, fromHex, toBase64url } from "@/server/kernel/bytes";
import { canonicalBytes } from "@/server/kernel/canonical-json";
import { ed25519Verify } from "@/server/kernel/ed25519";

import type { JsonObject } from "./document";

export type DrawSigner = {
  readonly kid: string;
  sign(message: Uint8Array): Uint8Array;
};

export type DrawKey = {
  readonly kid: string;
  /** Hexadecimal, 32 raw bytes. */
  readonly publicKey: string;
  readonly fromMs: number;
  /** Exclusive; null while the key is in use. */
  readonly toMs: number | null;
};

export type Signed<T extends JsonObject> = T & { readonly kid: string; readonly signature: string };

export const signDocument = <T extends JsonObject>(document: T, signer: DrawSigner): Signed<T> => ({
  ...document,
  kid: signer.kid,
  signature: toBase64url(signer.sign(canonicalBytes(document))),
});

export type SignatureStanding = "VALID" | "UNKNOWN_KEY" | "KEY_NOT_VALID_THEN" | "BAD_SIGNATURE";

/** `atMs` is the instant the document gives for itself. */
export function signatureStanding(document: JsonObject, keys: readonly DrawKey[], atMs: number): SignatureStanding {
  const { kid, signature, ...body } = document;
  const key = keys.find((known) => known.kid === kid);
  if (key === undefined) return "UNKNOWN_KEY";
  if (atMs < key.fromMs || (key.toMs !== null && atMs >= key.toMs)) return "KEY_NOT_VALID_THEN";
  if (typeof signature !== "string") return "BAD_SIGNATURE";
  try {
    const isSigned = ed25519Verify(fromBase64url(signature), canonicalBytes(body), fromHex(key.publicKey, 32));
    return isSigned ? "VALID" : "BAD_SIGNATURE";
  } catch {
    return "BAD_SIGNATURE";
  }
}
