import "server-only";
import { createPublicKey, type KeyObject, verify as verifyWith } from "node:crypto";

import { decodeQrCode, encodeQrCode, textToSign } from "@/server/coupons/domain/qr-code";
import type { CouponSigner } from "@/server/coupons/ports";
import type { KeyRing } from "@/server/platform/keys";

/** What precedes a raw Ed25519 public key in its SPKI form (RFC 8410). */
const SPKI_ED25519 = Buffer.from("302a300506032b6570032100", "hex");

type QrKeys = Pick<KeyRing, "ed25519" | "ed25519Public">;

/** Keys of purpose `COUPON_QR`; a revoked one verifies nothing, one that stopped signing still verifies what it signed. */
export function ed25519CouponSigner(keys: QrKeys): CouponSigner {
  const opened = new Map<string, KeyObject>();

  const keyOf = (raw: Uint8Array): KeyObject => {
    const name = Buffer.from(raw).toString("base64");
    const known = opened.get(name);
    if (known) return known;
    const key = createPublicKey({ key: Buffer.concat([SPKI_ED25519, raw]), format: "der", type: "spki" });
    opened.set(name, key);
    return key;
  };

  return {
    async sign(claims) {
      const signer = await keys.ed25519("COUPON_QR");
      const text = textToSign(signer.kid, claims);
      return { kid: signer.kid, code: encodeQrCode(text, signer.sign(new TextEncoder().encode(text))) };
    },
    async verify(code) {
      const read = decodeQrCode(code);
      if (!read) return undefined;
      const key = (await keys.ed25519Public("COUPON_QR")).get(read.kid);
      if (!key || key.state === "REVOKED") return undefined;
      return verifyWith(null, read.signed, keyOf(key.publicKey), read.signature) ? read.claims : undefined;
    },
  };
}
