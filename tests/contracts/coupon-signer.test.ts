import { generateKeyPairSync, sign } from "node:crypto";

import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";

import { ed25519CouponSigner } from "@/server/adapters/coupon-signer/ed25519-signer";
import { ed25519Signer, makeKey } from "@/server/adapters/keys/key-material";
import { encodeQrCode, type QrClaims, textToSign } from "@/server/coupons/domain/qr-code";
import { asId } from "@/server/kernel/id";
import type { Ed25519Public, KeyState } from "@/server/platform/keys";

const claims: QrClaims = {
  couponId: asId("coupon", uuidv7()),
  qrVersion: 1,
  issuedAt: new Date("2026-01-02T03:04:05Z"),
  expiresAt: new Date("2026-07-01T06:00:00Z"),
  fuel: "PREMIUM",
  isOneStation: true,
};

async function ring() {
  const [first, second] = [await makeKey("COUPON_QR", 1), await makeKey("COUPON_QR", 2)];
  const states: Record<string, KeyState> = { [first.kid]: "ACTIVE", [second.kid]: "VERIFY_ONLY" };
  const publics = (): Map<string, Ed25519Public> =>
    new Map(
      [first, second].map(({ kid, publicKey }) => [
        kid,
        {
          publicKey: new Uint8Array(Buffer.from(publicKey, "base64url")),
          state: states[kid] ?? "REVOKED",
          from: new Date(0),
          to: null,
        },
      ]),
    );
  const signers = {
    first: ed25519Signer(first.kid, first.privateKey),
    second: ed25519Signer(second.kid, second.privateKey),
  };
  const signer = ed25519CouponSigner({
    ed25519: () => Promise.resolve(signers.first),
    ed25519Public: () => Promise.resolve(publics()),
  });
  return { signer, signers, states };
}

const codeBy = (kid: string, signWith: (text: Uint8Array) => Uint8Array): string => {
  const text = textToSign(kid, claims);
  return encodeQrCode(text, signWith(new TextEncoder().encode(text)));
};

describe("coupon signer", () => {
  test("reads back what it signed", async () => {
    const { signer, signers } = await ring();
    const { kid, code } = await signer.sign(claims);
    expect(kid).toBe(signers.first.kid);
    expect(code).toMatch(/^JSM1\.K1\.[A-Z2-7]{45}\.[A-Z2-7]{103}$/);
    expect(code.length).toBeLessThanOrEqual(180);
    expect(await signer.verify(code)).toEqual(claims);
  });

  test("a key that stopped signing still verifies; a revoked one nothing", async () => {
    const { signer, signers, states } = await ring();
    const code = codeBy(signers.second.kid, signers.second.sign);
    expect(await signer.verify(code)).toEqual(claims);
    states[signers.second.kid] = "REVOKED";
    expect(await signer.verify(code)).toBeUndefined();
  });

  test("no key of ours, no code", async () => {
    const { signer, signers } = await ring();
    const { privateKey } = generateKeyPairSync("ed25519");
    const stranger = (text: Uint8Array) => new Uint8Array(sign(null, text, privateKey));
    expect(await signer.verify(codeBy(signers.first.kid, stranger))).toBeUndefined();
    expect(await signer.verify(codeBy("ZZ", stranger))).toBeUndefined();
    expect(await signer.verify(codeBy(signers.first.kid, signers.second.sign))).toBeUndefined();
  });

  test("what was signed for another purpose is no code", async () => {
    const { signer, signers } = await ring();
    const otherWords = signers.first.sign(new TextEncoder().encode("a receipt, signed by mistake with this key"));
    expect(await signer.verify(encodeQrCode(textToSign(signers.first.kid, claims), otherWords))).toBeUndefined();
  });
});
