import { toHex, utf8, uuidBytes } from "@/server/kernel/bytes";
import { type Fuel, fuelByte, fuelOfByte } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";

import { fromBase32, toBase32 } from "./base32";

/** What a coupon's code says; names nobody. `isOneStation`: the database knows which. Instants in whole seconds. */
export type QrClaims = {
  readonly couponId: Id<"coupon">;
  readonly qrVersion: number;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly fuel: Fuel;
  readonly isOneStation: boolean;
};

/** A code whose shape is right; whether a key of ours made the signature is for the signer to say. */
export type ReadCode = {
  readonly kid: string;
  readonly claims: QrClaims;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
};

const FORM = 1;
const PAYLOAD_BYTES = 28;
const SHAPE = /^JSM1\.([A-Z0-9]{2,4})\.([A-Z2-7]{45})\.([A-Z2-7]{103})$/;
const MAX_SECONDS = 2 ** 32 - 1;

const secondsOf = (at: Date): number => {
  const seconds = Math.floor(at.getTime() / 1000);
  if (!Number.isSafeInteger(seconds) || seconds < 0 || seconds > MAX_SECONDS) throw new RangeError("not a code's time");
  return seconds;
};

function payloadOf(claims: QrClaims): Uint8Array {
  if (!Number.isInteger(claims.qrVersion) || claims.qrVersion < 1 || claims.qrVersion > 255)
    throw new RangeError("not a QR version");
  const bytes = new Uint8Array(PAYLOAD_BYTES);
  const view = new DataView(bytes.buffer);
  bytes[0] = FORM;
  bytes.set(uuidBytes(claims.couponId), 1);
  bytes[17] = claims.qrVersion;
  view.setUint32(18, secondsOf(claims.issuedAt));
  view.setUint32(22, secondsOf(claims.expiresAt));
  bytes[26] = fuelByte[claims.fuel];
  bytes[27] = claims.isOneStation ? 1 : 0;
  return bytes;
}

function claimsOf(bytes: Uint8Array): QrClaims | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fuel = fuelOfByte(view.getUint8(26));
  const scope = view.getUint8(27);
  const qrVersion = view.getUint8(17);
  if (view.getUint8(0) !== FORM || !fuel || scope > 1 || qrVersion === 0) return undefined;
  return {
    couponId: asId("coupon", uuidText(bytes.subarray(1, 17))),
    qrVersion,
    issuedAt: new Date(view.getUint32(18) * 1000),
    expiresAt: new Date(view.getUint32(22) * 1000),
    fuel,
    isOneStation: scope === 1,
  };
}

const uuidText = (bytes: Uint8Array): string =>
  toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** `JSM1.<kid>.<payload>`: the text that Ed25519 signs. Throws RangeError for claims the form cannot carry. */
export function textToSign(kid: string, claims: QrClaims): string {
  if (!/^[A-Z0-9]{2,4}$/.test(kid)) throw new RangeError("not a key id");
  return `JSM1.${kid}.${toBase32(payloadOf(claims))}`;
}

/** 159 characters with a kid of four, all of the QR alphanumeric alphabet. */
export function encodeQrCode(signedText: string, signature: Uint8Array): string {
  if (signature.length !== 64) throw new RangeError("not an Ed25519 signature");
  return `${signedText}.${toBase32(signature)}`;
}

/** Strict: undefined for everything that does not re-encode to exactly the same text (domain words, "QR code"). */
export function decodeQrCode(code: string): ReadCode | undefined {
  const [, kid, payloadText, signatureText] = SHAPE.exec(code) ?? [];
  if (!kid || !payloadText || !signatureText) return undefined;
  const payload = fromBase32(payloadText);
  const signature = fromBase32(signatureText);
  const claims = payload && claimsOf(payload);
  if (!claims || !signature) return undefined;
  return { kid, claims, signed: utf8(`JSM1.${kid}.${payloadText}`), signature };
}
