/**
 * The drand scheme bls-unchained-g1-rfc9380: public keys on G2 (96 bytes), signatures on G1 (48 bytes),
 * message of a round = SHA-256(u64be(round)).
 */
import { bls12_381 } from "@noble/curves/bls12-381.js";

import { equalBytes, u64be } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";

const domainSeparation = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
const scheme = bls12_381.shortSignatures;

export const roundMessage = (round: number): Uint8Array => sha256(u64be(round));

const pointOf = (message: Uint8Array) => scheme.hash(message, domainSeparation);

/** A secret scalar below the group order from the first 48 bytes of secret material; fewer are refused. */
export const blsSecretKey = (material: Uint8Array): Uint8Array => scheme.keygen(material.subarray(0, 48)).secretKey;

export const blsPublicKey = (secretKey: Uint8Array): Uint8Array => scheme.getPublicKey(secretKey).toBytes();

export const blsSign = (message: Uint8Array, secretKey: Uint8Array): Uint8Array =>
  scheme.sign(pointOf(message), secretKey).toBytes();

/** False, never a throw, for anything malformed or not in its one encoding. */
export function blsVerify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    const point = scheme.Signature.fromBytes(signature);
    return equalBytes(point.toBytes(), signature) && scheme.verify(point, pointOf(message), publicKey);
  } catch {
    return false;
  }
}
