import { ed25519 } from "@noble/curves/ed25519.js";

/** `secretKey` is the raw 32-byte seed of RFC 8032. */
export const ed25519PublicKey = (secretKey: Uint8Array): Uint8Array => ed25519.getPublicKey(secretKey);

export const ed25519Sign = (message: Uint8Array, secretKey: Uint8Array): Uint8Array => ed25519.sign(message, secretKey);

/** RFC 8032 rules: canonical encodings only. False, never a throw, for anything malformed. */
export function ed25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
