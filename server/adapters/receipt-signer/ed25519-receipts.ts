import "server-only";
import { type ReceiptSigner, receiptToSign, sealReceipt } from "@/server/coupons/domain/signed-receipt";
import { toBase64url, utf8 } from "@/server/kernel/bytes";
import type { KeyRing } from "@/server/platform/keys";

/** Keys of purpose `RECEIPT`, and of no other: a receipt is never a coupon, a token or a certificate. */
export const ed25519Receipts = (keys: Pick<KeyRing, "ed25519" | "ed25519Public">): ReceiptSigner => ({
  async sign(words) {
    const signer = await keys.ed25519("RECEIPT");
    const text = receiptToSign(signer.kid, words);
    return { kid: signer.kid, receipt: sealReceipt(text, signer.sign(utf8(text))) };
  },
  async keys() {
    const known = [...(await keys.ed25519Public("RECEIPT"))].filter(([, { state }]) => state !== "REVOKED");
    return known.map(([kid, { publicKey }]) => ({
      ...{ kty: "OKP", crv: "Ed25519", use: "sig", alg: "EdDSA" },
      ...{ kid, x: toBase64url(publicKey) },
    }));
  },
});
