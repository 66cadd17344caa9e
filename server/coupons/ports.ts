import type { QrClaims } from "./domain/qr-code";

/** Signs and checks the codes of coupons with the keys of purpose `COUPON_QR`. */
export type CouponSigner = {
  /** With the active key. */
  sign(claims: QrClaims): Promise<{ readonly kid: string; readonly code: string }>;
  /** What a code says, if a key of ours that is not revoked signed exactly this text; undefined for everything else. */
  verify(code: string): Promise<QrClaims | undefined>;
};

/** From a secure source; `count` bytes. */
export type RandomBytes = (count: number) => Uint8Array;
