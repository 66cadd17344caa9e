import fc from "fast-check";
import { expect, test } from "vitest";

import { ed25519CouponSigner } from "@/server/adapters/coupon-signer/ed25519-signer";
import { ed25519Signer, makeKey } from "@/server/adapters/keys/key-material";
import type { QrClaims } from "@/server/coupons/domain/qr-code";
import type { CouponSigner } from "@/server/coupons/ports";
import { FUELS } from "@/server/kernel/fuel";
import { asId } from "@/server/kernel/id";
import type { Ed25519Public } from "@/server/platform/keys";
import { scale, tell } from "@/tests/support/scale";

const TOKENS = scale(100_000);
/** Tokens of which every bit and every character was tried. */
const WHOLE = scale(20);
const READINGS = 2_001;
const MEDIAN_MS = 1;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

const seconds = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((s) => new Date(s * 1_000));
const claims: fc.Arbitrary<QrClaims> = fc.record({
  couponId: fc.uuid().map((text) => asId("coupon", text)),
  qrVersion: fc.integer({ min: 1, max: 255 }),
  issuedAt: seconds,
  expiresAt: seconds,
  fuel: fc.constantFrom(...FUELS),
  isOneStation: fc.boolean(),
});

/** The real signer and verifier with keys of their own: nothing of it asks a database. */
async function openSigner(): Promise<CouponSigner> {
  const { kid, publicKey, privateKey } = await makeKey("COUPON_QR", 1);
  const raw = new Uint8Array(Buffer.from(publicKey, "base64url"));
  const known = new Map<string, Ed25519Public>([
    [kid, { publicKey: raw, state: "ACTIVE", from: new Date(0), to: null }],
  ]);
  const signer = ed25519Signer(kid, privateKey);
  return ed25519CouponSigner({
    ed25519: () => Promise.resolve(signer),
    ed25519Public: () => Promise.resolve(known),
  });
}

function withBit(code: string, bit: number): string {
  const bytes = Buffer.from(code, "latin1");
  const at = Math.floor(bit / 8) % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
  return bytes.toString("latin1");
}

const withLetter = (code: string, at: number, letter: string): string =>
  code.slice(0, at) + letter + code.slice(at + 1);

/** Another letter of the alphabet than the one that stands there. */
function withOther(code: string, place: number, shift: number): string {
  const at = place % code.length;
  const was = ALPHABET.indexOf(code[at] ?? "");
  return withLetter(code, at, ALPHABET[(was + 1 + (shift % (ALPHABET.length - 1))) % ALPHABET.length] ?? "");
}

/** Everything that differs from the token in one bit, or in one character of the QR alphabet. */
function neighboursOf(code: string): string[] {
  const bits = Array.from({ length: code.length * 8 }, (_, bit) => withBit(code, bit));
  const letters = code.split("").flatMap((was, at) =>
    ALPHABET.split("")
      .filter((letter) => letter !== was)
      .map((letter) => withLetter(code, at, letter)),
  );
  return [...bits, ...letters];
}

test("a token with any bit flipped or any character written differently is never accepted", async () => {
  const signer = await openSigner();
  let [tried, accepted] = [0, 0];
  const refuses = async (code: string): Promise<void> => {
    tried += 1;
    if ((await signer.verify(code)) !== undefined) accepted += 1;
  };
  const place = fc.nat({ max: 10_000 });
  await fc.assert(
    fc.asyncProperty(claims, place, place, place, async (of, bit, at, shift) => {
      const { code } = await signer.sign(of);
      expect(await signer.verify(code)).toEqual(of);
      await refuses(withBit(code, bit));
      await refuses(withOther(code, at, shift));
      expect(accepted).toBe(0);
    }),
    { numRuns: TOKENS },
  );
  for (const of of fc.sample(claims, WHOLE))
    for (const other of neighboursOf((await signer.sign(of)).code)) await refuses(other);
  tell("QR tokens", { tokens: TOKENS, "tried whole": WHOLE, changed: tried, accepted });
  expect(accepted).toBe(0);
});

test("a token is verified without a database in at most a millisecond", async () => {
  const signer = await openSigner();
  const codes = await Promise.all(fc.sample(claims, READINGS).map(async (of) => (await signer.sign(of)).code));
  const takes: number[] = [];
  for (const code of codes) {
    const started = performance.now();
    expect(await signer.verify(code)).toBeDefined();
    takes.push(performance.now() - started);
  }
  const sorted = takes.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Infinity;
  tell("QR verification, ms", { median: at(0.5).toFixed(3), p99: at(0.99).toFixed(3), tokens: READINGS });
  expect(at(0.5)).toBeLessThanOrEqual(MEDIAN_MS);
});
