import "server-only";
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomInt } from "node:crypto";

import type { Secrets } from "@/server/platform/keys";

const NONCE = 12;
const TAG = 16;

/** Everything derived from `JSM_SECRET`: one sub-key per use (HKDF), so that no use can be turned against another. */
export function createSecrets(masterSecret: string): Secrets {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync("sha256", masterSecret, "", `jsm ${use} v1`, 32));
  const sealingKey = derive("seal");
  const macKey = derive("mac");

  return {
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    digits: (count) => Array.from({ length: count }, () => randomInt(10)).join(""),
    seal(plain, context) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", sealingKey, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString("base64url");
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < NONCE + TAG) throw new Error("not a sealed text");
      const decipher = createDecipheriv("aes-256-gcm", sealingKey, bytes.subarray(0, NONCE))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-TAG));
      return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]));
    },
    mac: (context, text) => createHmac("sha256", macKey).update(`${context}\0${text}`).digest("base64url"),
  };
}
