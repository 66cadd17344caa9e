import "server-only";
import { Secret, TOTP } from "otpauth";

import type { SecondFactor } from "@/server/platform/credentials";

const PERIOD_S = 30;
const SHAPE = /^[0-9]{6}$/;
const ISSUER = "Gasolinera JSM";

const totpOf = (secret: string, label = ISSUER): TOTP =>
  new TOTP({
    issuer: ISSUER,
    label,
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_S,
    secret: Secret.fromBase32(secret),
  });

/** RFC 6238 with the parameters every authenticator app knows: SHA-1, six digits, 30 seconds. */
export const totpFactor: SecondFactor = {
  newSecret: (random) => new Secret({ buffer: new Uint8Array(random).buffer }).base32,
  address: (secret, label) => totpOf(secret, label).toString(),
  stepOf(secret, code, now) {
    // The package compares bytes and throws where their number differs, as with digits of other alphabets.
    if (!SHAPE.test(code)) return undefined;
    const totp = totpOf(secret);
    const step = Math.floor(now.getTime() / 1_000 / PERIOD_S);
    // The step before counts too: the code may have been typed at its end. One from the future does not.
    return [step, step - 1].find(
      (at) => totp.validate({ token: code, timestamp: at * PERIOD_S * 1_000, window: 0 }) !== null,
    );
  },
};
